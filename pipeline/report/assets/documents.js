// @ts-check
/* global kommunbeslut */
"use strict";

// The list of documents.
(() => {
  const { text } = kommunbeslut;
  // The order of a row in data/documents-*.js.
  const [PAGE, PATH, TITLE, MUNICIPALITY, TYPE, DAY, NUMBERS, FATES, WARNINGS, UNCERTAIN, TITLES] = Array(11).keys();

  /** @param {any[]} row */
  function paper(row) {
    const cell = document.createDocumentFragment();
    const a = document.createElement("a");
    a.href = row[PAGE];
    a.append(Object.assign(document.createElement("bdi"), { textContent: row[TITLE] || row[PATH].split("/").at(-1) }));
    cell.append(a);
    if (row[PATH] !== a.textContent) cell.append(Object.assign(document.createElement("bdi"), { className: "path", textContent: row[PATH] }));
    return cell;
  }

  /** @param {any[]} row */
  const fates = (row) => row[FATES].map((/** @type {string} */ told) => {
    const at = told.lastIndexOf(":");
    return `${told.slice(0, at)} (${text("code.outcome." + told.slice(at + 1)).toLowerCase()})`;
  }).join(", ");

  /** @param {string} list */
  const inWords = (list) => (/** @type {string} */ code) => text(`code.${list}.${code}`);
  /** @param {number} column */
  const value = (column) => (/** @type {any[]} */ row) => row[column];

  kommunbeslut.explore?.({
    id: "documents",
    data: "documents",
    hint: "explore.search_documents_hint",
    sort: ["date", true],
    searched: (/** @type {any[]} */ r) => [r[PATH], r[TITLE], r[MUNICIPALITY], r[DAY], ...r[NUMBERS], ...r[FATES], r[TITLES]],
    year: (/** @type {any[]} */ r) => (r[DAY] ? Number(r[DAY].slice(0, 4)) : null),
    filters: [
      { name: "municipality", label: "column.municipality", values: (/** @type {any[]} */ r) => [r[MUNICIPALITY]] },
      { name: "type", label: "column.document_type", values: (/** @type {any[]} */ r) => [r[TYPE]], told: inWords("document_type") },
      { name: "outcome", label: "column.outcome", values: (/** @type {any[]} */ r) => r[FATES].map((/** @type {string} */ f) => f.slice(f.lastIndexOf(":") + 1)), told: inWords("outcome") },
      { name: "warning", label: "column.warnings", values: value(WARNINGS), told: inWords("warnings") },
    ],
    columns: [
      { name: "document", cell: paper, order: (/** @type {any[]} */ r) => r[TITLE] || r[PATH], kind: "long strong" },
      { name: "municipality", cell: (/** @type {any[]} */ r) => r[MUNICIPALITY] || "", order: value(MUNICIPALITY) },
      { name: "document_type", cell: (/** @type {any[]} */ r) => inWords("document_type")(r[TYPE]), order: value(TYPE) },
      { name: "date", cell: (/** @type {any[]} */ r) => r[DAY] || "", order: value(DAY), kind: "date" },
      { name: "case_numbers", cell: (/** @type {any[]} */ r) => r[NUMBERS].slice(0, 3).join(", ") + (r[NUMBERS].length > 3 ? " …" : ""), order: (/** @type {any[]} */ r) => r[NUMBERS].join("|") || null },
      { name: "outcome", cell: fates, order: (/** @type {any[]} */ r) => r[FATES].join("|") || null },
      { name: "warnings", cell: (/** @type {any[]} */ r) => r[WARNINGS].map(inWords("warnings")).join(", "), order: (/** @type {any[]} */ r) => r[WARNINGS].join("|") || null },
      { name: "uncertain", cell: (/** @type {any[]} */ r) => (r[UNCERTAIN] ? String(r[UNCERTAIN]) : ""), order: value(UNCERTAIN), kind: "num" },
      { name: "source_path", cell: () => "", order: value(PATH), kind: "saved" },
    ],
  });
})();
