"use strict";
// Sorts tables, shows a part of the page, enlarges a part of a figure, and says what a point of it
// is. Without it everything is shown.

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

  // What is chosen, by name; "" stands for all.
  function chosenOf(choices) {
    const chosen = {};
    for (const select of choices.querySelectorAll("select")) {
      chosen[select.dataset.choice] = select.value;
    }
    // No policy is a baseline of itself.
    if (chosen.baseline === chosen.policy) chosen.baseline = "";
    return chosen;
  }

  // Hides what belongs to another policy under test, metric, baseline or point than the chosen ones.
  function show(choices) {
    const chosen = chosenOf(choices);
    const parts = Object.keys(chosen).map((name) => `[data-${name}]`);
    if (parts.length === 0) return;
    for (const element of document.querySelectorAll(parts.join())) {
      // A point stands among the others in the table of points.
      if (element.matches("tr[data-point]")) continue;
      const isOther = Object.entries(chosen).some(([name, value]) => {
        const own = element.dataset[name];
        return value !== "" && own !== undefined && own !== value && own !== "pooled";
      });
      element.toggleAttribute("data-hidden", isOther);
    }
    for (const details of document.querySelectorAll("details[data-policy]")) details.open = true;
    if (chosen.point === undefined) return;
    for (const row of document.querySelectorAll("tr[data-point]")) {
      row.classList.toggle("chosen", row.dataset.point === chosen.point);
    }
    if (chosen.point === "") return;
    for (const details of document.querySelectorAll("details[data-point]")) {
      details.open = details.dataset.point === chosen.point;
    }
  }

  const note = document.createElement("div");
  note.id = "value";
  note.hidden = true;

  // How a drawing lies on the screen: where its visible part begins, and its units in a pixel.
  function viewOf(svg) {
    const box = svg.getBoundingClientRect();
    const { x, y, width } = svg.viewBox.baseVal;
    return { box, x, y, scale: width / box.width };
  }

  function placeOf(event, view) {
    return [view.x + (event.clientX - view.box.left) * view.scale,
      view.y + (event.clientY - view.box.top) * view.scale];
  }

  function nearest(points, [x, y], reach) {
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

  function svgElement(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  function sayPoints(svg, points) {
    const drawing = svg.parentElement;
    const ring = svgElement("circle", { class: "chosen" });
    const hide = () => {
      note.hidden = true;
      ring.remove();
    };
    svg.addEventListener("pointerleave", hide);
    svg.addEventListener("pointermove", (event) => {
      const view = viewOf(svg);
      const point = event.buttons ? null : nearest(points, placeOf(event, view), 14 * view.scale);
      if (!point) return hide();
      ring.setAttribute("cx", point[0]);
      ring.setAttribute("cy", point[1]);
      ring.setAttribute("r", 5 * view.scale);
      svg.append(ring);
      note.textContent = point[2];
      note.hidden = false;
      drawing.append(note);
      const left = (point[0] - view.x) / view.scale;
      const isRight = left > view.box.width / 2;
      note.style.left = isRight ? "" : `${left + 10}px`;
      note.style.right = isRight ? `${drawing.clientWidth - left + 10}px` : "";
      note.style.top = `${(point[1] - view.y) / view.scale + 8}px`;
      return undefined;
    });
  }

  // The rectangle between two places, in the proportions of the whole.
  function partBetween(from, to, whole) {
    const spans = [0, 1].map((axis) => Math.abs(to[axis] - from[axis]));
    const factor = Math.max(spans[0] / whole.width, spans[1] / whole.height);
    const size = [whole.width * factor, whole.height * factor];
    const corner = [0, 1].map((axis) => (from[axis] + to[axis] - size[axis]) / 2);
    return { factor, box: [...corner, ...size] };
  }

  function makeZoomable(svg) {
    const whole = svg.getAttribute("viewBox");
    const { width, height } = svg.viewBox.baseVal;
    const frame = svgElement("rect", { class: "part" });
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "whole figure";
    button.className = "whole";
    button.hidden = true;
    svg.parentElement.append(button);
    const setPart = (box) => {
      svg.setAttribute("viewBox", box);
      button.hidden = box === whole;
    };
    let from = null;
    svg.addEventListener("pointerdown", (event) => {
      // Fingers scroll the page.
      if (event.button !== 0 || event.pointerType === "touch") return;
      from = placeOf(event, viewOf(svg));
      if (event.isTrusted) svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", (event) => {
      if (!from) return;
      const [x, y, w, h] = partBetween(from, placeOf(event, viewOf(svg)), { width, height }).box;
      for (const [key, value] of Object.entries({ x, y, width: w, height: h })) {
        frame.setAttribute(key, value);
      }
      svg.append(frame);
    });
    const end = (event) => {
      frame.remove();
      const begin = from;
      from = null;
      if (!begin || event.type === "pointercancel") return;
      const { factor, box } = partBetween(begin, placeOf(event, viewOf(svg)), { width, height });
      // Less is a click, or more than there is to see.
      if (factor > 0.03 && factor <= 1) setPart(box.join(" "));
    };
    svg.addEventListener("pointerup", end);
    svg.addEventListener("pointercancel", end);
    svg.addEventListener("dblclick", () => setPart(whole));
    button.addEventListener("click", () => setPart(whole));
  }

  for (const table of document.querySelectorAll("table.sortable")) makeSortable(table);
  for (const figure of document.querySelectorAll("figure")) {
    const svg = figure.querySelector("svg");
    sayPoints(svg, JSON.parse(figure.querySelector("script").textContent));
    makeZoomable(svg);
  }
  const choices = document.getElementById("choices");
  choices.hidden = false;
  const point = choices.querySelector("[data-choice=point]");
  if (point) point.selectedIndex = 1;
  choices.addEventListener("change", () => show(choices));
  show(choices);
})();
