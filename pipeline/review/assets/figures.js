/* global kommunbeslut */
"use strict";

// What was judged so far: precision by table and field, and agreement between reviewers.
(() => {
  const review = /** @type {any} */ (kommunbeslut).review;
  const { make } = review;
  const { text } = kommunbeslut;
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("figures"));
  const body = /** @type {HTMLElement} */ (document.getElementById("figures-body"));

  const percent = (/** @type {number} */ share) => `${Math.round(share * 100)} %`;

  /** The share as a point on its interval. @param {any} row */
  function drawn(row) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "-4 0 108 10");
    svg.setAttribute("aria-hidden", "true");
    const lines = [["ground", 0, 1], ["range", row.low, row.high]];
    for (const [name, from, to] of lines) {
      const line = document.createElementNS(space, "line");
      for (const [key, value] of Object.entries({ class: name, x1: Number(from) * 100, x2: Number(to) * 100, y1: 5, y2: 5 })) line.setAttribute(key, String(value));
      svg.append(line);
    }
    const point = document.createElementNS(space, "circle");
    for (const [key, value] of Object.entries({ class: "point", cx: row.share * 100, cy: 5, r: 3.2 })) point.setAttribute(key, String(value));
    svg.append(point);
    return svg;
  }

  /** @param {any[]} rows */
  function shares(rows) {
    const head = ["review.field", "review.judged", "review.right", "review.share", "review.interval"].map((key, i) => make("th", { scope: "col", class: i ? "num" : "" }, text(key)));
    const lines = rows.map((row) =>
      make(
        "tr",
        { class: row.field ? "" : "whole" },
        make("th", { scope: "row" }, row.field ? text("column." + row.field) : text(`table.${row.table}.many`)),
        make("td", { class: "num" }, String(row.judged)),
        make("td", { class: "num" }, String(row.right)),
        make("td", { class: "num" }, percent(row.share)),
        make("td", { class: "num" }, `${percent(row.low)}–${percent(row.high)} `, drawn(row)),
      ),
    );
    return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": text("review.precision") }, make("table", { class: "shares small" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...lines)));
  }

  /** @param {any[]} pairs */
  function agreement(pairs) {
    const head = ["review.reviewers", "review.both", "review.same_verdict", "review.same_values", "review.kappa"].map((key, i) => make("th", { scope: "col", class: i ? "num" : "" }, text(key)));
    const lines = pairs.map((pair) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, pair.reviewers.join(" · ")),
        ...[pair.rows, pair.same_verdict, pair.same_values, pair.kappa === null ? "–" : kommunbeslut.decimal(pair.kappa)].map((v) => make("td", { class: "num" }, String(v))),
      ),
    );
    return make("table", { class: "shares small" }, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...lines));
  }

  async function show() {
    const found = await review.ask("api/figures");
    const parts = [make("p", { class: "hint" }, text("review.corrections_count", { n: found.corrections }))];
    for (const [rows, key] of [[found.random, "random"], [found.all, "all"]]) {
      parts.push(make("h3", {}, text("review.precision_" + key)), make("p", { class: "hint" }, text("review.precision_" + key + "_note")));
      parts.push(rows.length ? shares(rows) : make("p", { class: "none" }, text("review.nothing_judged")));
    }
    parts.push(make("h3", {}, text("review.agreement")), make("p", { class: "hint" }, text("review.agreement_note")));
    parts.push(found.agreement.length ? agreement(found.agreement) : make("p", { class: "none" }, text("review.no_agreement")));
    body.replaceChildren(...parts);
    if (!dialog.open) dialog.showModal();
  }

  Object.assign(review, { figures: { show } });
})();
