// The first-run tour: a line that offers it, and a few cards. Taken or refused, it is remembered
// here and on the server, and does not come back.
export function start(dialog) {
  const key = `muster-tour-${dialog.dataset.tour}`;
  const steps = [...dialog.querySelectorAll("[data-tour-step]")];
  const done = dialog.querySelector("[data-tour-done]");
  const offer = document.querySelector("[data-tour-offer]");
  let at = 0;
  if (seen()) {
    offer.hidden = true;
    return;
  }

  function seen() {
    try {
      return Boolean(localStorage.getItem(key));
    } catch {
      return false;
    }
  }

  function remember() {
    offer.hidden = true;
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
  dialog.addEventListener("close", () => document.getElementById("content")?.focus());
  offer.addEventListener("click", (event) => {
    const opens = event.target.closest("[data-tour-open]");
    if (!opens && !event.target.closest("[data-tour-refuse]")) return;
    remember();
    if (!opens) return document.getElementById("content")?.focus();
    dialog.showModal();
    show(0);
  });
  document.addEventListener("keydown", (event) => {
    const elsewhere = document.querySelector("dialog[open]") || event.target.closest(".m-menu");
    if (event.key === "Escape" && !offer.hidden && !elsewhere) remember();
  });
}
