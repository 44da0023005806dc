"use strict";
// Sorts tables, shows a part of the page, and says what a point of a figure is. Without it
// everything is shown.

(() => {
  // What a cell is sorted by: its number, or its text.
  function keyOf(row, column) {
    const cell = row.cells[column];
    if (!cell) return "";
    const value = cell.dataset.value;
    return value === undefined ? cell.textContent.trim() : Number(value);
  }

  function compareKeys(a, b) {
    const numbers = typeof a === "number" && typeof b === "number";
    if (numbers) return a - b;
    // Cells without a number come last.
    if (typeof a === "number") return -1;
    if (typeof b === "number") return 1;
    return a.localeCompare(b, "en", { numeric: true });
  }

  function sortBy(table, heading) {
    const column = heading.cellIndex;
    const descending = heading.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, key: keyOf(row, column) }));
    rows.sort((a, b) => (descending ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)));
    body.append(...rows.map((each) => each.row));
  }

  function makeSortable(table) {
    for (const heading of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sortBy(table, heading));
      heading.append(button);
    }
  }

  // Hides what belongs to another metric, baseline or point than the chosen ones.
  function show(choices) {
    const chosen = [...choices.querySelectorAll("select")].map((select) => [
      select.dataset.choice,
      select.value,
    ]);
    for (const element of document.querySelectorAll("[data-metric], [data-baseline], [data-point]")) {
      const isOther = chosen.some(([name, value]) => {
        const own = element.dataset[name];
        return value !== "" && own !== undefined && own !== value && own !== "pooled";
      });
      // A point stands among the others in the table of points.
      if (element.matches("tr[data-point]")) continue;
      element.toggleAttribute("data-hidden", isOther);
    }
    const point = chosen.find(([name]) => name === "point");
    if (!point) return;
    for (const row of document.querySelectorAll("tr[data-point]")) {
      row.classList.toggle("chosen", row.dataset.point === point[1]);
    }
    if (point[1] === "") return;
    for (const details of document.querySelectorAll("details[data-point]")) {
      details.open = details.dataset.point === point[1];
    }
  }

  const note = document.createElement("div");
  note.id = "value";
  note.hidden = true;

  function nearest(points, x, y, reach) {
    let best = null;
    let least = reach * reach;
    for (const point of points) {
      const distance = (point[0] - x) ** 2 + (point[1] - y) ** 2;
      if (distance > least) continue;
      least = distance;
      best = point;
    }
    return best;
  }

  function watch(figure) {
    const svg = figure.querySelector("svg");
    const data = figure.querySelector("script");
    if (!svg || !data) return;
    const drawing = svg.parentElement;
    const points = JSON.parse(data.textContent);
    const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    ring.setAttribute("class", "chosen");
    ring.setAttribute("r", "4");
    const hide = () => {
      note.hidden = true;
      ring.remove();
    };
    svg.addEventListener("pointerleave", hide);
    svg.addEventListener("pointermove", (event) => {
      const box = svg.getBoundingClientRect();
      const scale = svg.viewBox.baseVal.width / box.width;
      const point = nearest(points, (event.clientX - box.left) * scale,
        (event.clientY - box.top) * scale, 14 * scale);
      if (!point) return hide();
      ring.setAttribute("cx", point[0]);
      ring.setAttribute("cy", point[1]);
      svg.append(ring);
      note.textContent = point[2];
      note.hidden = false;
      drawing.append(note);
      const left = point[0] / scale;
      const isRight = left > box.width / 2;
      note.style.left = isRight ? "" : `${left + 10}px`;
      note.style.right = isRight ? `${drawing.clientWidth - left + 10}px` : "";
      note.style.top = `${point[1] / scale + 8}px`;
      return undefined;
    });
  }

  for (const table of document.querySelectorAll("table.sortable")) makeSortable(table);
  for (const figure of document.querySelectorAll("figure")) watch(figure);
  const choices = document.getElementById("choices");
  if (choices) {
    choices.hidden = false;
    const point = choices.querySelector("[data-choice=point]");
    if (point) point.selectedIndex = 1;
    choices.addEventListener("change", () => show(choices));
    show(choices);
  }
})();
