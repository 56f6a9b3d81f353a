// @ts-check
/* global kommunbeslut */
"use strict";

// A document beside its values: choosing one shows the other.
(() => {
  const { text, say } = kommunbeslut;
  const desk = /** @type {HTMLElement} */ (document.getElementById("desk"));
  const sheets = /** @type {HTMLElement} */ (document.getElementById("sheets"));
  const items = /** @type {HTMLElement[]} */ ([...desk.querySelectorAll("li.value")]);
  const marks = /** @type {HTMLElement[]} */ ([...sheets.querySelectorAll("mark[data-v]")]);
  const boxes = /** @type {SVGRectElement[]} */ ([...sheets.querySelectorAll("rect[data-v]")]);
  const kinds = /** @type {HTMLInputElement[]} */ ([...desk.querySelectorAll("input[name=kind]")]);
  const views = /** @type {HTMLInputElement[]} */ ([...desk.querySelectorAll("input[name=view]")]);

  /** @type {Map<string, HTMLElement>} */
  const itemOf = new Map(items.map((item) => [item.dataset.v || "", item]));
  /** @type {Map<string, Element[]>} */
  const placesOf = new Map();
  for (const place of [...marks, ...boxes]) {
    for (const value of valuesOf(place)) {
      const known = placesOf.get(value);
      if (known) known.push(place);
      else placesOf.set(value, [place]);
    }
  }
  /** @type {Element[]} */
  let lit = [];

  /** @param {Element} place @returns {string[]} */
  function valuesOf(place) {
    return (place.getAttribute("data-v") || "").split(" ");
  }

  /** @param {Element} item */
  const groupOf = (item) => /** @type {HTMLElement} */ (item.closest(".group"));
  /** @param {string} value */
  const isShown = (value) => {
    const item = itemOf.get(value);
    return item !== undefined && !groupOf(item).hidden;
  };

  // Which kinds of values are shown, in the list and in the text.
  function showKinds() {
    const chosen = new Set(kinds.filter((k) => k.checked).map((k) => k.value));
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (desk.querySelectorAll(".group"))) group.hidden = !chosen.has(group.dataset.table || "");
    for (const place of [...marks, ...boxes]) place.classList.toggle("on", valuesOf(place).some(isShown));
    for (const mark of marks) {
      const on = mark.classList.contains("on");
      mark.tabIndex = -1;
      if (on) {
        mark.setAttribute("role", "button");
        mark.setAttribute("aria-describedby", "marks-hint");
      } else {
        mark.removeAttribute("role");
        mark.removeAttribute("aria-describedby");
        mark.removeAttribute("tabindex");
      }
    }
    const first = shownMarks()[0];
    if (first) first.tabIndex = 0;
  }

  const shownMarks = () => marks.filter((m) => m.classList.contains("on"));

  function clear() {
    for (const element of lit) element.classList.remove("chosen");
    for (const item of items) item.querySelector("button")?.setAttribute("aria-pressed", "false");
    lit = [];
  }

  /** Light values and the places they rest on. @param {string[]} values */
  function light(values) {
    clear();
    for (const value of values) {
      const item = itemOf.get(value);
      if (!item) continue;
      item.querySelector("button")?.setAttribute("aria-pressed", "true");
      lit.push(item, ...(placesOf.get(value) || []));
    }
    for (const element of lit) element.classList.add("chosen");
  }

  /** Whether an element takes room on the screen. @param {Element} element */
  const isVisible = (element) => element.getClientRects().length > 0;

  /** Bring an element into view within the part of the page that scrolls. @param {Element} element @param {ScrollLogicalPosition} block */
  function bring(element, block) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block, inline: "nearest", behavior: calm || document.documentElement.dataset.calm ? "auto" : "smooth" });
  }

  /** @param {string} value */
  function bringPlace(value) {
    const places = placesOf.get(value) || [];
    const seen = places.find((p) => isVisible(p)) || places[0]?.closest(".sheet");
    if (seen) bring(seen, "center");
  }

  /** Choose a value: its quote is lit and brought into view. @param {HTMLElement} item */
  function chooseValue(item) {
    const value = item.dataset.v || "";
    if (groupOf(item).hidden) {
      const kind = kinds.find((k) => k.value === groupOf(item).dataset.table);
      if (kind) kind.checked = true;
      showKinds();
    }
    light([value]);
    bringPlace(value);
    history.replaceState(null, "", "#" + item.dataset.place);
    say(item.querySelector(".quote")?.textContent || "");
  }

  /** Choose a place in the text or on the picture: the values that rest on it are lit. @param {Element} place */
  function choosePlace(place) {
    const values = valuesOf(place).filter(isShown);
    if (!values.length) return;
    light(values);
    const first = itemOf.get(values[0]);
    if (first) {
      bring(first, "nearest");
      history.replaceState(null, "", "#" + first.dataset.place);
    }
    say(text("document.chosen", { n: values.length }));
  }

  for (const item of items) {
    item.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a")) return;
      if (String(getSelection()) && !(event.target instanceof Element && event.target.closest("button"))) return;
      chooseValue(item);
    });
  }

  sheets.addEventListener("click", (event) => {
    const place = event.target instanceof Element ? event.target.closest("mark.on, rect.on") : null;
    if (place && !String(getSelection())) choosePlace(place);
  });

  /** @param {HTMLElement[]} all @param {Element | null} from @param {number} step */
  function neighbour(all, from, step) {
    const at = all.indexOf(/** @type {HTMLElement} */ (from));
    return all[at + step];
  }

  sheets.addEventListener("keydown", (event) => {
    const mark = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest("mark.on")) : null;
    if (!mark) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choosePlace(mark);
    }
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = step ? neighbour(shownMarks(), mark, step) : undefined;
    if (next) {
      event.preventDefault();
      mark.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  });

  desk.querySelector(".values")?.addEventListener("keydown", (event) => {
    const { key, target } = /** @type {KeyboardEvent} */ (event);
    const button = target instanceof Element ? target.closest("li.value button") : null;
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (!button || !step) return;
    const buttons = /** @type {HTMLElement[]} */ ([...desk.querySelectorAll(".group:not([hidden]) li.value button")]);
    const next = neighbour(buttons, button, step);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && lit.length) clear();
  });

  for (const kind of kinds) kind.addEventListener("change", showKinds);
  for (const view of views) {
    view.addEventListener("change", () => {
      desk.dataset.view = view.value;
      const chosen = items.find((i) => i.classList.contains("chosen"));
      if (chosen) bringPlace(chosen.dataset.v || "");
    });
  }

  function arrive() {
    const place = location.hash.slice(1);
    const item = items.find((i) => i.dataset.place === place || i.id === place);
    if (!item) return;
    chooseValue(item);
    bring(item, "nearest");
  }

  for (const controls of desk.querySelectorAll("fieldset[hidden]")) controls.removeAttribute("hidden");
  if (kinds.length && !kinds.some((k) => k.checked)) for (const kind of kinds) kind.checked = true;
  showKinds();
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
