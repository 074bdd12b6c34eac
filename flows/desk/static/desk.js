"use strict";
// Parts that are asked for by themselves, tables that are sorted and filtered, and keys. Every page works without it.

async function load(place) {
  try {
    const reply = await fetch(place.dataset.load, { headers: { "X-Part": "yes" } });
    place.innerHTML = await reply.text(); // from the desk itself, escaped there; no script in it runs (CSP)
  } catch {
    place.textContent = "The desk does not answer.";
  }
  place.classList.remove("later");
  wake(place);
}

function sortBy(table, column) {
  const head = table.tHead.rows[0].cells[column];
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const text = (row) => row.cells[column].textContent.trim();
  const amount = (row) => parseFloat(text(row).replace(/[^\d.\u2212-]/g, "").replace("\u2212", "-"));
  const numeric = head.classList.contains("number");
  const order = (a, b) => numeric
    ? (amount(a) || 0) - (amount(b) || 0)
    : text(a).localeCompare(text(b), undefined, { numeric: true });
  const rows = [...table.tBodies[0].rows].sort(order);
  table.tBodies[0].append(...(down ? rows.reverse() : rows));
}

function filter(field) {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const place = document.querySelector(field.dataset.filter);
  for (const row of place.querySelectorAll("tbody tr, :scope > li")) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
}

function wake(root) {
  root.querySelectorAll("[data-load]").forEach(load);
  root.querySelectorAll("[data-filter]").forEach((field) => field.addEventListener("input", () => filter(field)));
  root.querySelectorAll("table[data-sort]").forEach((table) => {
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => sortBy(table, column));
    });
  });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    document.getElementById("q").focus();
  } else if (event.key === "Escape") {
    document.querySelectorAll(".held:hover, .held:focus-within").forEach((held) => held.classList.add("dismissed"));
  }
});
document.addEventListener("mouseout", undismiss);
document.addEventListener("focusout", undismiss);

function undismiss(event) {
  const held = event.target.closest?.(".held");
  if (held && !held.contains(event.relatedTarget)) held.classList.remove("dismissed");
}

wake(document);
