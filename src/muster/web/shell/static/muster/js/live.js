// Says whether the page hears of what happens, and since when it does not.
//   <span data-live data-live-url="/live?topics=tour" data-live-words="Live" data-stale-words="Stale since">
// Each event is passed on to the page as `muster:EVENT`, which htmx may wait for:
//   <section hx-get="…" hx-trigger="muster:tour from:body">
const SILENCE = 45e3; // the stream gives a sign of life every 15 seconds
const PATIENCE = 8e3; // while the browser asks again by itself
const AGAIN = 5e3; // where it has given up

export function start(element) {
  const { liveUrl, liveEvents, liveWords, staleWords } = element.dataset;
  if (!liveUrl || !window.EventSource) return;
  let heard = new Date();
  let timer = 0;

  function say(state) {
    const time = heard.toLocaleTimeString("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "Europe/London",
    });
    element.dataset.state = state;
    const words = state === "live" ? liveWords : `${staleWords} ${time}`;
    if (element.textContent !== words) element.textContent = words;
    document.documentElement.classList.toggle("m-is-stale", state !== "live");
  }

  function hear() {
    heard = new Date();
    clearTimeout(timer);
    timer = setTimeout(() => say("stale"), SILENCE);
    say("live");
  }

  function pass(event) {
    hear();
    let detail = null;
    try {
      detail = JSON.parse(event.data);
    } catch {
      detail = event.data;
    }
    document.body.dispatchEvent(new CustomEvent(`muster:${event.type}`, { detail, bubbles: true }));
  }

  function connect() {
    const source = new EventSource(liveUrl);
    source.addEventListener("open", hear);
    source.addEventListener("message", pass);
    for (const name of (liveEvents ?? "").split(" ").filter(Boolean)) {
      source.addEventListener(name, pass);
    }
    source.addEventListener("error", () => {
      clearTimeout(timer);
      const given = source.readyState === EventSource.CLOSED;
      timer = setTimeout(() => say("stale"), given ? 0 : PATIENCE);
      if (given) setTimeout(connect, AGAIN);
    });
    window.addEventListener("pagehide", () => source.close());
  }

  connect();
}
