// The wall keeps what it shows: an answer that is no board is never set in its place, and the
// tile that was chosen stays chosen.
const board = document.getElementById("board");
const out = document.querySelector("[data-wall-out]");
let chosen = -1;

const tiles = () => [...board.querySelectorAll(".m-tile")];

document.addEventListener("htmx:before:response", (event) => {
  const answer = event.detail?.ctx?.response?.raw;
  if (event.target !== board || !answer) return;
  const whole = answer.ok && !answer.redirected;
  out.hidden = whole || answer.status >= 500;
  if (!whole) event.preventDefault();
});

document.addEventListener("htmx:before:swap", () => {
  chosen = tiles().indexOf(document.activeElement);
});

document.addEventListener("htmx:after:swap", () => {
  if (chosen >= 0) tiles()[chosen]?.focus({ preventScroll: true });
});
