// A place to drop files on, and how far they have come; the form goes the same way without it.
export function start(element) {
  if (element.matches("form")) report(element);
  else accept(element);
}

function size(bytes) {
  return new Intl.NumberFormat(document.documentElement.lang || "en-GB", {
    style: "unit",
    unit: bytes < 1e6 ? "kilobyte" : "megabyte",
    maximumFractionDigits: 1,
  }).format(bytes < 1e6 ? bytes / 1e3 : bytes / 1e6);
}

function accept(place) {
  const input = place.querySelector("input[type=file]");
  const names = place.querySelector("[data-drop-names]");
  place.querySelector("[data-drop-words]").hidden = false;

  function show() {
    names.replaceChildren(
      ...[...input.files].map((file) => {
        const item = document.createElement("li");
        item.textContent = `${file.name}, ${size(file.size)}`;
        return item;
      }),
    );
    names.hidden = input.files.length === 0;
  }

  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => {
      event.preventDefault();
      place.dataset.over = "";
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    place.addEventListener(kind, (event) => {
      event.preventDefault();
      delete place.dataset.over;
    });
  }
  place.addEventListener("drop", (event) => {
    const files = [...event.dataTransfer.files];
    if (!files.length || input.disabled) return;
    const kept = new DataTransfer();
    (input.multiple ? files : files.slice(0, 1)).forEach((file) => kept.items.add(file));
    input.files = kept.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", show);
  show();
}

// <form data-upload> with a hidden <… data-upload-progress> that holds <progress> and <… data-said>.
function report(form) {
  const place = form.querySelector("[data-upload-progress]");
  if (!place) return;
  const bar = place.querySelector("progress");
  const said = place.querySelector("[data-said]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sender = new XMLHttpRequest();
    sender.open("POST", form.action);
    sender.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
      if (!lengthComputable) return;
      bar.max = total;
      bar.value = loaded;
      if (said) said.textContent = `${size(loaded)} / ${size(total)}`;
    });
    sender.upload.addEventListener("load", () => bar.removeAttribute("value"));
    sender.addEventListener("load", () => {
      const moved = sender.responseURL && sender.responseURL !== form.action;
      if (moved && sender.status < 400) return location.assign(sender.responseURL);
      const answer = new DOMParser().parseFromString(sender.responseText, "text/html");
      const main = answer.querySelector("main");
      if (!main) return HTMLFormElement.prototype.submit.call(form);
      document.querySelector("main").replaceWith(main);
      document.title = answer.title;
      document.dispatchEvent(new CustomEvent("htmx:after:swap"));
      const first = main.querySelector(".govuk-error-summary") ?? main;
      first.tabIndex = -1;
      first.focus();
    });
    sender.addEventListener("error", () => {
      place.hidden = true;
      HTMLFormElement.prototype.submit.call(form);
    });
    const data = new FormData(form, event.submitter);
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    place.hidden = false;
    sender.send(data);
  });
}
