// The first-run tour: a few cards, shown once, remembered here and on the server.
export function start(dialog) {
  const key = `muster-tour-${dialog.dataset.tour}`;
  const steps = [...dialog.querySelectorAll("[data-tour-step]")];
  const done = dialog.querySelector("[data-tour-done]");
  let at = 0;
  if (seen()) return;

  function seen() {
    try {
      return Boolean(localStorage.getItem(key));
    } catch {
      return false;
    }
  }

  function remember() {
    try {
      localStorage.setItem(key, "seen");
    } catch {
      // A browser that keeps nothing is told by the server.
    }
    if (done) fetch(done.action, { method: "POST", body: new FormData(done), keepalive: true });
  }

  function show(number) {
    at = number;
    steps.forEach((step, each) => (step.hidden = each !== at));
    const title = steps[at].querySelector("h2");
    dialog.setAttribute("aria-labelledby", title.id);
    const next = steps[at].querySelector("[data-tour-next]");
    (next ?? steps[at].querySelector("[data-tour-close]"))?.focus();
  }

  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-tour-next]")) show(at + 1);
    else if (event.target.closest("[data-tour-close]")) dialog.close();
  });
  dialog.addEventListener("close", remember);
  dialog.showModal();
  show(0);
}
