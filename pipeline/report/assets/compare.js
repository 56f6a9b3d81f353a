// @ts-check
/* global kommunbeslut */
"use strict";

// Partnerships side by side.
(() => {
  const { text } = kommunbeslut;
  // The order of a row in data/partnerships-*.js.
  const [PAGE, MUNICIPALITY, COUNTERPART, COUNTRY, STATUS, SINCE, UNTIL, OUTCOME, STAGE, DATE, REASONS, AREAS, NUMBERS, DOCUMENTS, KIND, CODE, WARNINGS, HOME] = Array(18).keys();

  /** @param {string} list */
  const inWords = (list) => (/** @type {string} */ code) => text(`code.${list}.${code}`);
  /** @param {string | null} code */
  const country = (code) => (code ? text("country." + code) : "");

  /** A link shown as the words of one column, to the page in another. @param {number} page @param {number} column */
  const link = (page, column) => (/** @type {any[]} */ row) => {
    const a = document.createElement("a");
    a.href = row[page];
    a.append(Object.assign(document.createElement("bdi"), { textContent: row[column] }));
    return a;
  };

  /** @param {any[]} row */
  function status(row) {
    const span = document.createElement("span");
    span.className = `status status-${row[STATUS]}`;
    span.textContent = text("code.partnership_status." + row[STATUS]);
    return span;
  }

  /** @param {number} column @param {string} list */
  const codes = (column, list) => (/** @type {any[]} */ row) => row[column].map(inWords(list)).join(", ");
  /** @param {number} column @param {string} list */
  const code = (column, list) => (/** @type {any[]} */ row) => (row[column] ? inWords(list)(row[column]) : "");
  /** @param {number} column */
  const plain = (column) => (/** @type {any[]} */ row) => (row[column] === null ? "" : String(row[column]));
  /** @param {number} column */
  const value = (column) => (/** @type {any[]} */ row) => row[column];
  /** @param {number} column */
  const joined = (column) => (/** @type {any[]} */ row) => row[column].join("|") || null;

  kommunbeslut.explore?.({
    id: "compare",
    data: "partnerships",
    hint: "explore.search_hint",
    sort: ["municipality", false],
    searched: (/** @type {any[]} */ r) => [r[MUNICIPALITY], r[COUNTERPART], r[COUNTRY], r[CODE], ...r[NUMBERS], ...r[AREAS]],
    year: (/** @type {any[]} */ r) => (r[DATE] ? Number(r[DATE].slice(0, 4)) : null),
    filters: [
      { name: "municipality", label: "column.municipality", values: (/** @type {any[]} */ r) => [r[MUNICIPALITY]] },
      { name: "country", label: "column.counterpart_country", values: (/** @type {any[]} */ r) => [r[COUNTRY]], told: country },
      { name: "status", label: "column.status", values: (/** @type {any[]} */ r) => [r[STATUS]], told: inWords("partnership_status") },
      { name: "outcome", label: "column.latest_outcome", values: (/** @type {any[]} */ r) => [r[OUTCOME]], told: inWords("outcome") },
      { name: "reason", label: "column.reasons", values: (/** @type {any[]} */ r) => r[REASONS], told: inWords("reasons") },
      { name: "warning", label: "column.warnings", values: (/** @type {any[]} */ r) => r[WARNINGS], told: inWords("partnership_warnings") },
    ],
    columns: [
      { name: "municipality", cell: link(HOME, MUNICIPALITY), order: value(MUNICIPALITY) },
      { name: "counterpart", cell: link(PAGE, COUNTERPART), order: value(COUNTERPART), kind: "strong" },
      { name: "counterpart_country", cell: (/** @type {any[]} */ r) => country(r[COUNTRY]), order: (/** @type {any[]} */ r) => country(r[COUNTRY]) || null, saved: value(COUNTRY) },
      { name: "status", cell: status, order: value(STATUS) },
      { name: "since_year", cell: plain(SINCE), order: value(SINCE), kind: "num" },
      { name: "until_year", cell: plain(UNTIL), order: value(UNTIL), kind: "num" },
      { name: "latest_outcome", cell: code(OUTCOME, "outcome"), order: value(OUTCOME) },
      { name: "latest_stage", cell: code(STAGE, "stage"), order: value(STAGE) },
      { name: "latest_date", cell: plain(DATE), order: value(DATE), kind: "date" },
      { name: "reasons", cell: codes(REASONS, "reasons"), order: joined(REASONS), kind: "middle" },
      { name: "focus_areas", cell: codes(AREAS, "focus_area"), order: joined(AREAS), kind: "middle" },
      { name: "kind", cell: () => "", order: value(KIND), kind: "saved" },
      { name: "case_numbers", cell: () => "", order: joined(NUMBERS), kind: "saved" },
      { name: "warnings", cell: () => "", order: joined(WARNINGS), kind: "saved" },
      { name: "documents", cell: plain(DOCUMENTS), order: value(DOCUMENTS), kind: "num" },
      { name: "municipality_code", cell: () => "", order: value(CODE), kind: "saved" },
    ],
  });
})();
