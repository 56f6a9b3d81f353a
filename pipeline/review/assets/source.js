/* global kommunbeslut */
"use strict";

// The document beside the form: its pages as text and as pictures, with the quote marked.
(() => {
  const review = /** @type {any} */ (kommunbeslut).review;
  const { make } = review;
  const { text } = kommunbeslut;
  const sheets = /** @type {HTMLElement} */ (document.getElementById("sheets"));
  const bench = /** @type {HTMLElement} */ (document.getElementById("bench"));
  const views = /** @type {HTMLElement} */ (document.getElementById("views"));
  const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
  /** @type {any} */
  let shown = null;
  let turn = 0;

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** Show the document of an item. @param {any} item */
  async function show(item) {
    const mine = ++turn;
    const { document: paperRow, row } = item;
    const quoted = row.char_end !== null && row.char_end !== undefined;
    shown = { id: paperRow.document_id, pages: paperRow.pages, language: paperRow.language, start: quoted ? row.char_start : 0, end: quoted ? row.char_end : 0, first: 0, last: 0 };
    tellPaper(paperRow);
    const canDraw = paperRow.media_type === "application/pdf" || String(paperRow.media_type).startsWith("image/");
    views.hidden = !canDraw;
    bench.dataset.view = canDraw ? chosenView() : "text";
    sheets.replaceChildren();
    let number = row.page || 1;
    shown.first = shown.last = number;
    for (;;) {
      const page = await pageOf(number);
      if (mine !== turn) return;
      sheets.append(sheet(page));
      shown.last = number;
      if (!(quoted && page.char_end < row.char_end) || number >= shown.pages) break;
      number += 1;
    }
    addTurns();
    toQuote();
    if (bench.dataset.view !== "text") drawAll();
  }

  /** @param {any} row */
  function tellPaper(row) {
    paper.replaceChildren(
      make("b", {}, make("bdi", {}, row.title || row.source_path)),
      ` · ${row.municipality || text("review.no_municipality")} · ${kommunbeslut.text("code.document_type." + row.document_type)} · `,
      make("bdi", {}, row.title ? `${row.source_path} · ` : ""),
      text("review.pages", { n: row.pages }),
    );
  }

  /** @param {number} number */
  const pageOf = (number) => review.ask(`api/documents/${shown.id}/pages/${number}?start=${shown.start}&end=${shown.end}`);

  /** @param {any} page */
  function sheet(page) {
    const pieces = page.pieces.map(([piece, isQuoted]) => (isQuoted ? make("mark", {}, piece) : document.createTextNode(piece)));
    const recognised = page.text_source === "ocr" ? make("span", { class: "faint" }, ` ${text("document.recognised")} ${page.ocr_confidence === null ? "" : kommunbeslut.decimal(page.ocr_confidence)}`) : "";
    return make(
      "section",
      { class: "sheet", "data-page": page.page, "aria-labelledby": `page-${page.page}` },
      make("h3", { id: `page-${page.page}` }, text("word.page_heading", { n: page.page }), recognised),
      make("div", { class: "faces" }, make("div", { class: "text", lang: shown.language || "sv", dir: "auto" }, ...pieces), make("div", { class: "picture" })),
    );
  }

  function addTurns() {
    for (const old of sheets.querySelectorAll(".turn")) old.remove();
    if (shown.first > 1) sheets.prepend(turnButton("review.page_before", "before", shown.first - 1));
    if (shown.last < shown.pages) sheets.append(turnButton("review.page_after", "after", shown.last + 1));
  }

  /** @param {string} key @param {"before" | "after"} where @param {number} number */
  function turnButton(key, where, number) {
    const button = make("button", { type: "button", class: `plain turn ${where}` }, text(key));
    button.addEventListener("click", async () => {
      const mine = turn;
      const made = sheet(await pageOf(number));
      if (mine !== turn) return;
      button.replaceWith(made);
      if (where === "before") shown.first = number;
      else shown.last = number;
      addTurns();
      made.scrollIntoView({ block: where === "before" ? "end" : "start", behavior: calm() ? "auto" : "smooth" });
      if (bench.dataset.view !== "text") drawAll();
    });
    return button;
  }

  /** Bring the quote into view: the mark in the text, or its box on the picture. */
  function toQuote() {
    const place = bench.dataset.view === "image" ? sheets.querySelector("rect") || sheets.querySelector(".picture") : sheets.querySelector("mark");
    if (place) place.scrollIntoView({ block: "center", behavior: "auto" });
    else sheets.scrollTop = 0;
  }

  async function drawAll() {
    const mine = turn;
    for (const made of /** @type {NodeListOf<HTMLElement>} */ (sheets.querySelectorAll(".sheet"))) {
      const place = /** @type {HTMLElement} */ (made.querySelector(".picture"));
      if (place.childElementCount) continue;
      const number = made.dataset.page;
      place.append(make("p", { class: "waiting" }, text("review.drawing")));
      const address = `api/documents/${shown.id}/pages/${number}`;
      const found = await review.ask(`${address}/boxes?start=${shown.start}&end=${shown.end}`);
      if (mine !== turn) return;
      if (!found.picture) {
        place.replaceChildren(make("p", { class: "waiting" }, text("document.source_gone")));
        continue;
      }
      const image = make("img", { src: `${address}/picture`, width: found.width, height: found.height, alt: text("document.image_alt", { n: number }) });
      place.replaceChildren(image, boxesOf(found.boxes));
    }
    toQuote();
  }

  /** @param {number[][]} boxes */
  function boxesOf(boxes) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 1 1");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    for (const [x0, y0, x1, y1] of boxes) {
      const rect = document.createElementNS(space, "rect");
      rect.setAttribute("class", "chosen");
      for (const [name, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })) rect.setAttribute(name, value.toFixed(4));
      svg.append(rect);
    }
    return svg;
  }

  function chosenView() {
    const chosen = /** @type {HTMLInputElement | null} */ (views.querySelector("input:checked"));
    return chosen ? chosen.value : "text";
  }

  views.addEventListener("change", () => {
    bench.dataset.view = chosenView();
    if (bench.dataset.view !== "text") drawAll();
    toQuote();
  });

  function clear() {
    turn += 1;
    shown = null;
    views.hidden = true;
    sheets.replaceChildren();
    paper.replaceChildren();
  }

  /** The words selected in the document's text. */
  function selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !sheets.contains(selection.anchorNode) || !sheets.contains(selection.focusNode)) return "";
    return String(selection).trim();
  }

  Object.assign(review, { source: { show, clear, selected } });
})();
