// What makes pages quicker to use. Every page works without it.
const parts = {
  "[data-command]": "./command.js",
  "[data-slider]": "./slider.js",
  "table[data-sort]": "./sort.js",
  "[data-drop], form[data-upload]": "./upload.js",
  "[data-live]": "./live.js",
  "[data-wall]": "./wall.js",
  "dialog[data-tour]": "./tour.js",
};
const started = new WeakMap();

export function once(element, name) {
  const names = started.get(element) ?? new Set();
  if (names.has(name)) return false;
  started.set(element, names.add(name));
  return true;
}

async function start(root) {
  for (const [selector, path] of Object.entries(parts)) {
    const found = [...root.querySelectorAll(selector)].filter((each) => once(each, path));
    if (found.length) {
      const part = await import(path);
      found.forEach((each) => part.start(each));
    }
  }
  document.documentElement.dataset.started = "";
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll(".m-menu[open]")) {
    const escaped = event.key === "Escape";
    if (escaped || (event.type === "click" && !menu.contains(event.target))) {
      if (escaped && menu.contains(document.activeElement)) menu.querySelector("summary").focus();
      menu.open = false;
    }
  }
}

document.documentElement.classList.add("js");
document.addEventListener("click", closeMenus);
document.addEventListener("keydown", closeMenus);
// What somebody opened stays open when a part of the page comes anew.
const opened = new Map();
document.addEventListener(
  "toggle",
  ({ target }) => target.dataset?.fold && opened.set(target.dataset.fold, target.open),
  true,
);

document.addEventListener("htmx:after:swap", () => {
  for (const fold of document.querySelectorAll("details[data-fold]")) {
    fold.open = opened.get(fold.dataset.fold) ?? fold.open;
  }
  start(document);
});
const mistakes = document.querySelector(".govuk-error-summary");
if (mistakes) {
  mistakes.tabIndex = -1;
  mistakes.focus();
}
start(document);
