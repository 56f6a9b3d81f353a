// @ts-check
/* global kommunbeslut */
"use strict";

// A table that is searched, filtered, sorted and saved. Its rows come in chunks, each a script of its own.
/**
 * @typedef {object} Column
 * @property {string} name key of the heading
 * @property {(row: any[]) => Node | string} cell what the cell shows
 * @property {(row: any[]) => string | number | null} order what rows are sorted by
 * @property {(row: any[]) => string | number | null} [saved] what is written to a file, where it is not the order
 * @property {string} [kind] class of the column's cells; one of kind "saved" is written to a file only
 *
 * @typedef {object} Filter
 * @property {string} name name in the address
 * @property {string} label key of its label
 * @property {(row: any[]) => Array<string | null>} values the row's values
 * @property {(value: string) => string} [told] a value in words
 *
 * @typedef {object} Options
 * @property {string} id the element that holds the table, and name of the saved file
 * @property {string} data name of the chunks
 * @property {string} hint key of the words in the empty search field
 * @property {Column[]} columns
 * @property {Filter[]} filters
 * @property {(row: any[]) => Array<string | null | undefined>} searched what the search looks in
 * @property {(row: any[]) => number | null} [year] the year that can be chosen by
 * @property {[string, boolean]} sort the column sorted by at first, and whether it falls
 */
kommunbeslut.explore = (/** @type {Options} */ options) => {
  const STEP = 100;
  const LATER = 60;
  const place = /** @type {HTMLElement} */ (document.getElementById(options.id));
  const chunks = Number(place.dataset.chunks);
  const columns = options.columns.filter((c) => c.kind !== "saved");
  const { text, say } = kommunbeslut;

  /** @typedef {{row: any[], searched: string, words: string | null}} Entry */
  /** @type {Entry[]} */
  const entries = [];
  /** @type {Entry[]} */
  let found = [];
  let received = 0;
  let shown = STEP;
  const state = { q: "", sort: options.sort[0], down: options.sort[1], from: "", to: "" };
  /** @type {Record<string, string>} */
  const chosen = {};

  /** Small letters without accents: å, ä and a are found by a. @param {string} words */
  function fold(words) {
    return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Record<string, string>} [attributes] @param {Array<Node | string>} children @returns {HTMLElementTagNameMap[T]} */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** An element with a text of the data files. @param {keyof HTMLElementTagNameMap} tag @param {string} key @param {Record<string, string>} [attributes] */
  function told(tag, key, attributes = {}) {
    return make(tag, { ...attributes, "data-t": key }, text(key));
  }

  // The controls.
  const search = make("input", { type: "search", id: options.id + "-q", autocomplete: "off", spellcheck: "false", "data-t-placeholder": options.hint, placeholder: text(options.hint) });
  const controls = make("form", { class: "controls", role: "search" }, field("explore.search", search, "wide"));
  /** @type {Record<string, HTMLSelectElement>} */
  const selects = {};
  for (const filter of options.filters) {
    selects[filter.name] = make("select", { id: `${options.id}-${filter.name}` });
    controls.append(field(filter.label, selects[filter.name]));
  }
  const years = { from: make("input", yearAttributes("from")), to: make("input", yearAttributes("to")) };
  if (options.year) controls.append(field("explore.from_year", years.from), field("explore.to_year", years.to));
  const reset = told("button", "explore.reset", { type: "button", class: "plain" });
  const save = told("button", "explore.export", { type: "button", class: "plain" });
  controls.append(make("div", { class: "actions" }, reset, save));
  const count = make("p", { class: "count", role: "status" });
  const head = make("tr");
  const body = make("tbody");
  const table = make("table", { class: "rows" }, make("thead", {}, head), body);
  const region = make("div", { class: "scroll", tabindex: "0", role: "region", "data-t-aria-label": "explore.table", "aria-label": text("explore.table") }, table);
  const more = told("button", "explore.more", { type: "button", class: "plain more" });
  place.append(controls, count, region, more);

  /** @param {string} key @param {HTMLElement} input @param {string} [kind] */
  function field(key, input, kind = "") {
    return make("div", { class: "field " + kind }, told("label", key, { for: input.id }), input);
  }

  /** @param {string} name */
  function yearAttributes(name) {
    return { type: "number", id: `${options.id}-${name}`, min: "1000", max: "2999", inputmode: "numeric" };
  }

  for (const column of columns) {
    const button = told("button", "column." + column.name, { type: "button" });
    button.addEventListener("click", () => {
      state.down = state.sort === column.name ? !state.down : false;
      state.sort = column.name;
      update();
      say(text(state.down ? "explore.sorted_down" : "explore.sorted_up", { name: text("column." + column.name) }));
    });
    head.append(make("th", { scope: "col", class: column.kind || "", "data-column": column.name }, button));
  }

  // Rows that stand for the search, the filters and the years.
  /** @param {any[]} row @returns {string} */
  function inWords(row) {
    return fold(options.filters.flatMap((f) => f.values(row).map((v) => (v === null ? "" : f.told ? f.told(v) : v))).join(" "));
  }

  /** @param {Entry} entry @param {string[]} wanted */
  function matches(entry, wanted) {
    for (const filter of options.filters) {
      if (chosen[filter.name] && !filter.values(entry.row).includes(chosen[filter.name])) return false;
    }
    if (options.year && (state.from || state.to)) {
      const year = options.year(entry.row);
      if (year === null || (state.from && year < Number(state.from)) || (state.to && year > Number(state.to))) return false;
    }
    if (!wanted.length) return true;
    entry.words ??= inWords(entry.row);
    return wanted.every((w) => entry.searched.includes(w) || /** @type {string} */ (entry.words).includes(w));
  }

  const collator = new Intl.Collator("sv", { numeric: true });

  /** @param {string | number | null} a @param {string | number | null} b */
  function compare(a, b) {
    return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
  }

  function select() {
    const wanted = fold(state.q).split(/\s+/).filter(Boolean);
    found = entries.filter((e) => matches(e, wanted));
    const column = options.columns.find((c) => c.name === state.sort) || options.columns[0];
    const sign = state.down ? -1 : 1;
    const keyed = found.map((entry) => ({ entry, key: column.order(entry.row) }));
    // What is not known comes last, whichever way the table is sorted.
    keyed.sort((a, b) => (a.key === null || b.key === null ? Number(a.key === null) - Number(b.key === null) : sign * compare(a.key, b.key)));
    found = keyed.map((k) => k.entry);
  }

  function draw() {
    const rows = found.slice(0, shown).map((entry) => {
      const cells = columns.map((column, i) =>
        make(i ? "td" : "th", { ...(i ? {} : { scope: "row" }), class: column.kind || "" }, column.cell(entry.row)));
      return make("tr", {}, ...cells);
    });
    body.replaceChildren(...rows);
    more.hidden = found.length <= shown;
    region.hidden = !found.length;
    save.toggleAttribute("disabled", !found.length);
    for (const th of head.children) {
      if (th.getAttribute("data-column") === state.sort) th.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else th.removeAttribute("aria-sort");
    }
    count.textContent = received < chunks
      ? text("explore.loading", { n: received, all: chunks })
      : !found.length ? text("explore.none")
      : found.length > shown ? text("explore.shown_part", { shown, n: found.length })
      : text("explore.shown", { shown: found.length, n: entries.length });
  }

  function update() {
    shown = STEP;
    select();
    draw();
    write();
  }

  function fillFilters() {
    for (const filter of options.filters) {
      const select = selects[filter.name];
      const values = new Set(entries.flatMap((e) => filter.values(e.row)).filter((v) => v !== null));
      if (chosen[filter.name]) values.add(chosen[filter.name]);
      const listed = [...values].map((v) => /** @type {[string, string]} */ ([v, filter.told ? filter.told(v) : v]));
      listed.sort((a, b) => collator.compare(a[1], b[1]));
      // What tells no rows apart is not asked for.
      if (select.parentElement) select.parentElement.hidden = !listed.length && !chosen[filter.name];
      select.replaceChildren(told("option", "explore.all", { value: "" }), ...listed.map(([v, words]) => make("option", { value: v }, words)));
      select.value = chosen[filter.name] || "";
    }
  }

  // The address holds what was chosen, so that a selection can be passed on.
  function write() {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries({ q: state.q, from: state.from, to: state.to, ...chosen })) if (value) parameters.set(name, value);
    if (state.sort !== options.sort[0] || state.down !== options.sort[1]) parameters.set("sort", (state.down ? "-" : "") + state.sort);
    const address = parameters.toString();
    if (address !== location.hash.slice(1)) history.replaceState(null, "", address ? "#" + address : location.pathname + location.search);
  }

  function read() {
    const parameters = new URLSearchParams(location.hash.slice(1));
    state.q = search.value = parameters.get("q") || "";
    state.from = years.from.value = parameters.get("from") || "";
    state.to = years.to.value = parameters.get("to") || "";
    for (const filter of options.filters) chosen[filter.name] = parameters.get(filter.name) || "";
    const sort = parameters.get("sort");
    const name = sort?.replace(/^-/, "");
    if (sort && options.columns.some((c) => c.name === name)) [state.sort, state.down] = [/** @type {string} */ (name), sort.startsWith("-")];
    else [state.sort, state.down] = options.sort;
  }

  // A file for a spreadsheet: before what it would take for a formula stands an apostrophe, behind blanks too, and behind what parts
  // cells in another locale.
  const FORMULA = /(?:^|(?<=[;\t]))(?=[\s\ufeff\u200b]*[=+\-@＝＋－＠])|^(?=[\t\n])/g;
  /** @param {string | number | null} value */
  function cell(value) {
    if (value === null) return "";
    let words = String(value);
    if (typeof value === "string") words = words.replace(/\r\n?/g, "\n").replace(FORMULA, "'");
    return /[",\n\r]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
  }

  function asCsv() {
    const lines = [options.columns.map((c) => c.name), ...found.map((e) => options.columns.map((c) => (c.saved || c.order)(e.row)))];
    return "\ufeff" + lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  save.addEventListener("click", () => {
    const link = make("a", { href: URL.createObjectURL(new Blob([asCsv()], { type: "text/csv;charset=utf-8" })), download: `${options.id}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      state.q = search.value;
      update();
    }, LATER);
  });
  for (const filter of options.filters) {
    selects[filter.name].addEventListener("change", () => {
      chosen[filter.name] = selects[filter.name].value;
      update();
    });
  }
  for (const name of /** @type {const} */ (["from", "to"])) {
    years[name].addEventListener("input", () => {
      state[name] = /^\d{4}$/.test(years[name].value) ? years[name].value : "";
      update();
    });
  }
  controls.addEventListener("submit", (event) => event.preventDefault());
  reset.addEventListener("click", () => {
    history.replaceState(null, "", location.pathname + location.search);
    read();
    fillFilters();
    update();
    search.focus();
  });
  more.addEventListener("click", () => {
    const first = shown;
    shown += STEP;
    draw();
    const link = body.children[first]?.querySelector("a");
    if (link) link.focus();
  });
  addEventListener("hashchange", () => {
    read();
    fillFilters();
    update();
  });
  kommunbeslut.onLanguage.push(() => {
    for (const entry of entries) entry.words = null;
    fillFilters();
    draw();
  });

  // Chunk by chunk, so that the first rows are there at once.
  /** @param {number} number */
  function load(number) {
    if (number >= chunks) return;
    const script = make("script", { src: `${kommunbeslut.root}data/${options.data}-${number}.js` });
    script.onerror = () => { count.textContent = text("explore.failed"); };
    document.head.append(script);
  }

  kommunbeslut.receivers[options.data] = (number, rows) => {
    for (const row of rows) {
      entries.push({ row, searched: fold(options.searched(row).filter(Boolean).join(" ")), words: null });
    }
    received += 1;
    if (received === 1 || received === chunks) {
      fillFilters();
      select();
    }
    draw();
    setTimeout(load, 0, number + 1);
  };

  read();
  fillFilters();
  draw();
  load(0);
};
