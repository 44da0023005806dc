"use strict";
// Runs in a page that shows a report in frames, and writes what it finds into itself as JSON.

const WIDTHS = [1400, 400];

function frame(width, withScript) {
  const element = document.createElement("iframe");
  element.width = width;
  element.height = 800;
  if (!withScript) element.sandbox = "allow-same-origin";
  element.srcdoc = window.report;
  document.body.append(element);
  return new Promise((resolve) => {
    element.addEventListener("load", () => resolve(element.contentDocument));
  });
}

function isSeen(element) {
  return element.getClientRects().length > 0;
}

function tables(page) {
  return [...page.querySelectorAll("table[data-metric]")].map((table) => ({
    metric: table.dataset.metric,
    point: table.dataset.point,
    policy: table.dataset.policy,
    rows: [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => ({
      text: cell.textContent, ...cell.dataset,
    }))),
  }));
}

function looks(page) {
  const view = page.defaultView;
  const style = view.getComputedStyle(page.body);
  return {
    overflow: page.documentElement.scrollWidth - page.documentElement.clientWidth,
    paper: style.backgroundColor,
    ink: style.color,
    line: view.getComputedStyle(page.querySelector("svg")).color,
    resources: view.performance.getEntriesByType("resource").map((each) => each.name),
    figures: page.querySelectorAll("figure").length,
    seen: [...page.querySelectorAll("figure")].filter(isSeen).length,
    choices: Boolean(page.querySelector("#choices")) && isSeen(page.querySelector("#choices")),
    wide: [...page.querySelectorAll("svg")].filter(
      (svg) => isSeen(svg) && svg.getBoundingClientRect().width < 100).length,
    tables: tables(page),
  };
}

function choose(page, name, value) {
  const select = page.querySelector(`[data-choice=${name}]`);
  select.value = value;
  select.dispatchEvent(new page.defaultView.Event("change", { bubbles: true }));
}

function column(table, index) {
  return [...table.tBodies[0].rows].map((row) => row.cells[index].dataset.value ?? "");
}

function sorted(page) {
  const table = page.querySelector("table[data-metric]");
  const button = table.tHead.rows[0].cells[1].querySelector("button");
  button.click();
  const up = column(table, 1);
  button.click();
  return { up, down: column(table, 1) };
}

function chosen(page) {
  choose(page, "metric", "cost");
  const seen = [...page.querySelectorAll("[data-metric]")].filter(isSeen);
  const metrics = [...new Set(seen.map((element) => element.dataset.metric))];
  choose(page, "metric", "");
  choose(page, "baseline", "lcf");
  const baselines = [...page.querySelectorAll("[data-baseline]")].filter(isSeen)
    .map((element) => element.dataset.baseline);
  choose(page, "baseline", "");
  return { metrics, baselines: [...new Set(baselines)] };
}

// What is seen with another policy under test.
function exchanged(page) {
  choose(page, "policy", "lcf");
  const seen = [...page.querySelectorAll("[data-policy]")].filter(isSeen);
  const found = {
    policies: [...new Set(seen.map((element) => element.dataset.policy))],
    tables: tables(page).filter((table) => table.policy === "lcf"),
    verdicts: [...page.querySelectorAll(".verdict li")].filter(isSeen)
      .map((item) => item.textContent),
    figures: [...page.querySelectorAll("figure[data-policy]")].filter(isSeen).length,
  };
  choose(page, "policy", "bace");
  return found;
}

function drag(svg, from, to) {
  const view = svg.ownerDocument.defaultView;
  const box = svg.getBoundingClientRect();
  for (const [type, [x, y]] of [["pointerdown", from], ["pointermove", to], ["pointerup", to]]) {
    svg.dispatchEvent(new view.PointerEvent(type, {
      clientX: box.left + x * box.width, clientY: box.top + y * box.height, pointerType: "mouse",
    }));
  }
}

// The visible part of a figure in shares of the whole: at first, after a drag, a click, and the
// button that undoes it.
function enlarged(page) {
  const svg = page.querySelector("figure[data-kind=scatter] svg");
  const button = svg.parentElement.querySelector("button.whole");
  const { width, height } = svg.viewBox.baseVal;
  const part = () => {
    const box = svg.viewBox.baseVal;
    return { x: box.x / width, y: box.y / height, width: box.width / width, button: isSeen(button) };
  };
  const found = [part()];
  drag(svg, [0.25, 0.5], [0.75, 1.0]);
  found.push(part());
  drag(svg, [0.5, 0.5], [0.5, 0.5]);
  found.push(part());
  button.click();
  found.push(part());
  return found;
}

// What a figure of a kind says of its point of that number.
function said(page, kind, number) {
  const data = page.querySelector(`figure[data-kind=${kind}] script`).textContent;
  return JSON.parse(data)[number][2];
}

function hovered(page) {
  const svg = page.querySelector("figure[data-kind=scatter] svg");
  svg.scrollIntoView();
  const points = JSON.parse(svg.closest("figure").querySelector("script").textContent);
  // Where the drawing has them: the symbols of gnuplot.
  const symbols = [...svg.querySelectorAll("g[id] use")].map((use) => use.getBoundingClientRect());
  const box = svg.getBoundingClientRect();
  const scale = box.width / svg.viewBox.baseVal.width;
  const off = points.map(([x, y]) => Math.min(...symbols.map((symbol) => Math.hypot(
    symbol.left + symbol.width / 2 - box.left - x * scale,
    symbol.top + symbol.height / 2 - box.top - y * scale))));
  svg.dispatchEvent(new page.defaultView.MouseEvent("pointermove", {
    clientX: box.left + points[0][0] * scale, clientY: box.top + points[0][1] * scale,
  }));
  const note = page.getElementById("value");
  return { text: note.textContent, wanted: points[0][2], seen: isSeen(note), off: Math.max(...off) };
}

async function probe() {
  const found = { looks: [] };
  for (const width of WIDTHS) {
    for (const withScript of [true, false]) {
      const page = await frame(width, withScript);
      found.looks.push({ width, withScript, ...looks(page) });
      if (!withScript || width !== WIDTHS[0]) continue;
      found.hovered = hovered(page);
      found.ecdf = said(page, "ecdf", 1);
      found.chosen = chosen(page);
      found.exchanged = exchanged(page);
      if (found.hovered.seen) found.enlarged = enlarged(page);
      found.sorted = sorted(page);
    }
  }
  document.body.replaceChildren();
  document.body.textContent = `FOUND${JSON.stringify(found)}DNUOF`;
}

window.addEventListener("load", probe);
