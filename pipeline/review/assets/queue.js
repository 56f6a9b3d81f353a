/* global kommunbeslut */
"use strict";

// The queue: rows that wait to be judged, a page at a time, chosen by the filters.
(() => {
  const review = /** @type {any} */ (kommunbeslut).review;
  const { make } = review;
  const { text } = kommunbeslut;
  const list = /** @type {HTMLElement} */ (document.getElementById("rows"));
  const filters = /** @type {HTMLFormElement} */ (document.getElementById("filters"));
  const more = /** @type {HTMLButtonElement} */ (document.getElementById("more"));
  const SIZE = 50;
  const SIGNS = { accept: "✓", correct: "✎", reject: "✗", add: "+" };

  /** @type {any[]} */
  let rows = [];
  /** @type {string | null} */
  let current = null;
  let counts = { all: 0, done: 0, disputed: 0, shown: 0 };
  let asked = 0;

  function query() {
    return new URLSearchParams(/** @type {any} */ (new FormData(filters)));
  }

  /** Fill the filters. @param {any} about */
  function prepare(about) {
    const fill = (/** @type {string} */ name, /** @type {[string, string][]} */ options) => {
      const select = /** @type {HTMLSelectElement} */ (filters.elements.namedItem(name));
      const held = select.value;
      select.replaceChildren(...options.map(([value, label]) => make("option", { value }, label)));
      if (options.some(([value]) => value === held)) select.value = held;
    };
    fill("state", about.states.map((/** @type {string} */ s) => [s, text("review.state_" + s)]));
    fill("order", about.orders.map((/** @type {string} */ o) => [o, text("review.order_" + o)]));
    fill("table", [["", text("explore.all")], ...Object.keys(about.forms).map((t) => /** @type {[string, string]} */ ([t, text(`table.${t}.many`)]))]);
    fill("municipality", [["", text("explore.all")], ...about.municipalities.map((/** @type {string} */ m) => [m, m])]);
  }

  /** Read the queue anew, or its next page. @param {boolean} goOn */
  async function load(goOn) {
    const mine = ++asked;
    const told = query();
    told.set("limit", String(SIZE));
    const last = rows[rows.length - 1];
    if (goOn && last) {
      told.set("rank", last.rank);
      told.set("place", last.place);
    }
    const found = await review.ask("api/queue?" + told);
    if (mine !== asked) return false;
    const known = new Set(rows.map((r) => r.key));
    rows = goOn ? rows.concat(found.rows.filter((/** @type {any} */ r) => !known.has(r.key))) : found.rows;
    if (found.counts) counts = found.counts;
    more.hidden = found.rows.length < SIZE;
    draw();
    return true;
  }

  function draw() {
    list.replaceChildren(...rows.map(entry));
    /** @type {HTMLElement} */ (document.getElementById("queue-empty")).hidden = rows.length > 0;
    tellCounts();
    mark();
  }

  function tellCounts() {
    const share = /** @type {HTMLProgressElement} */ (document.getElementById("progress"));
    share.max = Math.max(1, counts.all);
    share.value = counts.done;
    const progress = text("review.progress", { done: counts.done, all: counts.all });
    const disputed = counts.disputed ? ` · ${text("review.disputed_count", { n: counts.disputed })}` : "";
    /** @type {HTMLElement} */ (document.getElementById("progress-text")).textContent = progress + disputed;
    /** @type {HTMLElement} */ (document.getElementById("queue-count")).textContent = text("review.rows", { n: counts.shown });
  }

  /** The name of a row in the list. @param {any} row */
  function nameOf(row) {
    const form = review.about.forms[row.table] || [];
    const [head, detail] = [row.head, row.detail];
    const inWords = (/** @type {string | null} */ value) => {
      if (!value) return null;
      const field = form.find((/** @type {any} */ f) => f.kind === "code" && f.codes.includes(value));
      return field ? review.coded(field.list, value) : value;
    };
    return [inWords(head), inWords(detail)].filter(Boolean).join(" · ") || text(`table.${row.table}.one`);
  }

  /** The name of the row that is shown; empty where it is not in the list. */
  function currentName() {
    const row = rows.find((r) => r.key === current);
    return row ? nameOf(row) : "";
  }

  /** @param {any} row */
  function entry(row) {
    const state = make("span", { class: "state" });
    if (row.mine) state.append(make("b", { title: text("review.verdict_" + row.mine), role: "img", "aria-label": text("review.verdict_" + row.mine) }, SIGNS[row.mine]));
    if (row.disputed) state.append(make("b", { class: "dispute" }, text("review.disputed")));
    if (row.doubted) state.append(make("span", { title: text("review.doubted") , role: "img", "aria-label": text("review.doubted") }, "! "));
    if (row.confidence !== null) state.append(kommunbeslut.decimal(row.confidence));
    const where = [text(`table.${row.table}.one`), row.municipality].filter(Boolean).join(" · ");
    const button = make("button", { type: "button", "data-key": row.key }, make("span", { class: "name" }, nameOf(row)), make("span", { class: "faint" }, where), state);
    button.addEventListener("click", () => review.choose(row.key));
    return make("li", {}, button);
  }

  function mark() {
    for (const button of list.querySelectorAll("button")) {
      if (button.dataset.key === current) {
        button.setAttribute("aria-current", "true");
        button.scrollIntoView({ block: "nearest" });
      } else button.removeAttribute("aria-current");
    }
  }

  /** @param {string | null} key */
  function setCurrent(key) {
    current = key;
    mark();
  }

  /** The key of the row so many steps away; more rows are read at the end. @param {number} step @returns {Promise<string | null>} */
  async function neighbour(step) {
    const at = rows.findIndex((r) => r.key === current);
    if (at + step >= rows.length && !more.hidden) await load(true);
    const next = rows[at < 0 ? 0 : at + step];
    return next ? next.key : null;
  }

  /** A row was judged, or taken back: note it where it stands. @param {string} key @param {any} item */
  function note(key, item) {
    const row = rows.find((r) => r.key === key);
    const verdict = item && item.mine ? item.mine.verdict : null;
    if (row) {
      counts.done += Number(Boolean(verdict)) - Number(Boolean(row.mine));
      counts.disputed += Number(Boolean(item && item.disputed)) - Number(Boolean(row.disputed));
      row.mine = verdict;
      row.disputed = Boolean(item && item.disputed);
      const held = list.querySelector(`[data-key="${key}"]`);
      const fresh = entry(row);
      held?.parentElement?.replaceWith(fresh);
    }
    tellCounts();
    mark();
  }

  more.addEventListener("click", () => load(true));
  let waiting = 0;
  filters.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(async () => {
      if (await load(false)) review.first();
    }, 200);
  });
  filters.addEventListener("submit", (event) => event.preventDefault());

  Object.assign(review, {
    queue: { prepare, load, neighbour, note, setCurrent, draw, currentName, first: () => (rows[0] ? rows[0].key : null), order: () => query().get("order") || "" },
  });
})();
