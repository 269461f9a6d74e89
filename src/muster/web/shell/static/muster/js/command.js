// The command bar: opened by / or Ctrl-K, answered by the page that finds things without it.
const PATIENCE = 120;

export function start(dialog) {
  const input = dialog.querySelector("input[name=q]");
  const results = dialog.querySelector("[data-command-results]");
  let asked = null;
  let timer = 0;
  let chosen = -1;

  const links = () => [...results.querySelectorAll("a")];

  function choose(number) {
    const all = links();
    all.forEach((link, at) => {
      link.id = `command-${at}`;
      link.parentElement.setAttribute("role", "presentation");
      link.classList.toggle("m-found--chosen", at === number);
    });
    chosen = all.length ? number : -1;
    if (chosen >= 0) {
      input.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
    input.setAttribute("aria-expanded", String(all.length > 0));
  }

  async function ask() {
    const text = input.value.trim();
    asked?.abort();
    if (!text) {
      results.replaceChildren();
      choose(-1);
      return;
    }
    asked = new AbortController();
    const query = new URLSearchParams({ q: text, format: "fragment" });
    try {
      const answer = await fetch(`${dialog.dataset.url}?${query}`, { signal: asked.signal });
      if (answer.redirected) return location.assign(dialog.dataset.url);
      if (!answer.ok) throw new Error(String(answer.status));
      results.innerHTML = await answer.text();
      choose(links().length ? 0 : -1);
    } catch (refused) {
      if (refused.name !== "AbortError") results.textContent = dialog.dataset.failed;
    }
  }

  function open() {
    document.querySelector("dialog[data-tour][open]")?.close();
    if (dialog.open || document.querySelector("dialog[open]")) return;
    dialog.showModal();
    input.select();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PATIENCE);
  });
  input.addEventListener("keydown", (event) => {
    const all = links();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (all.length) choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      all[chosen].click();
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-command-close]")) dialog.close();
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-command-open]");
    if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
}
