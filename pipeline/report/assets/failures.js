// @ts-check
/* global kommunbeslut */
"use strict";

// The files that gave no document.
(() => {
  const { text } = kommunbeslut;
  const [PATH, ERROR, STAGE, MESSAGE] = Array(4).keys();
  /** @param {number} column */
  const value = (column) => (/** @type {any[]} */ row) => row[column];

  kommunbeslut.explore?.({
    id: "failures",
    data: "failures",
    hint: "explore.search_failures_hint",
    sort: ["source_path", false],
    searched: (/** @type {any[]} */ r) => [r[PATH], r[ERROR], r[MESSAGE]],
    filters: [{ name: "error", label: "column.error", values: (/** @type {any[]} */ r) => [r[ERROR]] }],
    columns: [
      { name: "source_path", cell: value(PATH), order: value(PATH), kind: "long" },
      { name: "error", cell: value(ERROR), order: value(ERROR) },
      { name: "failure_stage", cell: (/** @type {any[]} */ r) => text("code.failure_stage." + r[STAGE]), order: value(STAGE) },
      { name: "message", cell: value(MESSAGE), order: value(MESSAGE), kind: "long" },
    ],
  });
})();
