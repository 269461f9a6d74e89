// A range that says its instant in words as it moves, and asks for the page once it rests.
const PATIENCE = 180;
const SPANS = { hour: 3600e3, day: 86400e3 };

export function start(form) {
  const range = form.querySelector("input[type=range]");
  const said = form.querySelector("[data-slider-said]");
  const { start: begun, unit, words, target } = form.dataset;
  const language = document.documentElement.lang || "en-GB";
  const format = new Intl.DateTimeFormat(language, {
    timeZone: "Europe/London",
    weekday: "short",
    day: "numeric",
    month: "long",
    year: "numeric",
    ...(unit === "hour" ? { hour: "2-digit", minute: "2-digit" } : {}),
  });
  let timer = 0;

  function speak() {
    let text = range.value;
    if (words) text = words.split("|")[Number(range.value) - Number(range.min)] ?? text;
    else if (begun) text = format.format(new Date(new Date(begun).getTime() + range.value * SPANS[unit]));
    else if (range.value === range.defaultValue) return;
    said.textContent = text;
    range.setAttribute("aria-valuetext", text);
  }

  function ask() {
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    if (!window.htmx) return form.submit();
    const place = target || "main";
    window.htmx.ajax("GET", address, { source: form, target: place, select: place, swap: "outerHTML" });
    history.replaceState(history.state, "", address);
  }

  range.addEventListener("input", () => {
    speak();
    clearTimeout(timer);
    timer = setTimeout(ask, PATIENCE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask();
  });
}
