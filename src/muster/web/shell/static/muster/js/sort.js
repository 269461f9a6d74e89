// Sorts a table where it stands, by the links that would ask the server for it sorted.
const NUMBER = /^[−-]?[\d,]+(\.\d+)?/;

function key(cell) {
  const given = cell?.dataset.value ?? cell?.textContent.trim() ?? "";
  const number = NUMBER.exec(given);
  return number ? Number(number[0].replace(/,/g, "").replace("−", "-")) : given;
}

function compare(left, right) {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left !== typeof right) return typeof left === "number" ? -1 : 1;
  return left.localeCompare(right, document.documentElement.lang || "en-GB", { numeric: true });
}

export function start(table) {
  const heads = [...table.querySelectorAll("thead th")];
  const body = table.tBodies[0];
  table.tHead.addEventListener("click", (event) => {
    const link = event.target.closest(".m-sort");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const head = link.closest("th");
    const at = heads.indexOf(head);
    const upwards = head.getAttribute("aria-sort") !== "ascending";
    heads.forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", upwards ? "ascending" : "descending");
    const rows = [...body.rows].map((row) => ({ row, key: key(row.cells[at]) }));
    rows.sort((left, right) => compare(left.key, right.key) * (upwards ? 1 : -1));
    body.append(...rows.map((each) => each.row));
    const address = new URL(link.href);
    const name = (address.searchParams.get("sort") ?? "").replace(/^-/, "");
    address.searchParams.set("sort", upwards ? name : `-${name}`);
    history.replaceState(history.state, "", address);
    address.searchParams.set("sort", upwards ? `-${name}` : name);
    link.href = address.href;
  });
}
