// The wall: full screen, a clock that goes, and arrow keys between tiles.
export function start(head) {
  const full = head.querySelector("[data-wall-full]");
  const time = head.querySelector("[data-wall-clock]");

  if (full && document.fullscreenEnabled) {
    full.hidden = false;
    full.addEventListener("click", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen();
    });
  }

  function tick() {
    const now = new Date();
    time.textContent = now.toLocaleTimeString("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "Europe/London",
    });
    setTimeout(tick, 60e3 - (now.getTime() % 60e3));
  }
  if (time) tick();

  document.addEventListener("keydown", (event) => {
    if (event.key === "f" && full && !event.ctrlKey && !event.metaKey) full.click();
    const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    const step = steps[event.key];
    const tiles = [...document.querySelectorAll(".m-tile")];
    if (!step || !tiles.length) return;
    const from = document.activeElement?.closest?.(".m-tile");
    event.preventDefault();
    (from ? nearest(from, tiles, step) : tiles[0])?.focus();
  });
}

function nearest(from, tiles, [across, down]) {
  const middle = (each) => {
    const box = each.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const [x, y] = middle(from);
  const near = tiles
    .map((tile) => ({ tile, place: middle(tile) }))
    .filter(({ place }) => (place[0] - x) * across + (place[1] - y) * down > 1)
    .map(({ tile, place }) => ({
      tile,
      far: Math.abs(place[0] - x) * (across ? 1 : 3) + Math.abs(place[1] - y) * (down ? 1 : 3),
    }));
  return near.sort((left, right) => left.far - right.far)[0]?.tile;
}
