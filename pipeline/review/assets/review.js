/* global kommunbeslut */
"use strict";

// The desk: shows the row that was chosen, takes its judgement, and goes on to the next. Every doing has a key.
(() => {
  const review = /** @type {any} */ (kommunbeslut).review;
  const { make, Form, queue, source, figures } = review;
  const { text, say } = kommunbeslut;
  const $ = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
  /** @type {any} */
  let item = null;
  /** @type {any} */
  let added = null; // the row in sight when a row is being added
  let busy = false;
  /** @type {(() => Promise<void>) | null} */
  let waiting = null;

  /** Ask the server, or tell it. @param {string} address @param {any} [told] */
  review.ask = async (address, told) => {
    const options = told === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(told) };
    let response;
    try {
      response = await fetch(address, options);
    } catch {
      alertOf(text("review.gone"));
      throw new Error("the server is gone");
    }
    const found = await response.json();
    if (response.ok) return found;
    throw Object.assign(new Error(found.error), { status: response.status, item: found.item });
  };

  /** @param {string | null} message @param {boolean} [done] whether it tells of something that went well */
  function alertOf(message, done = false) {
    $("alert").classList.toggle("done", done);
    $("alert").hidden = !message;
    $("alert").textContent = message || "";
  }

  const form = new Form($("fields"), () => {
    const changed = item && !added && Object.keys(form.values()).length > 0;
    $("verdicts").querySelector("[data-do=correct]").classList.toggle("strong", changed);
    $("verdicts").querySelector("[data-do=accept]").classList.toggle("strong", !changed);
  });

  /** Show a row. @param {string | null} key */
  async function choose(key) {
    if (!key) return showNone();
    alertOf(null);
    queue.setCurrent(key);
    const found = await review.ask("api/items/" + encodeURIComponent(key));
    await showItem(found);
  }

  /** @param {any} found @param {Record<string, any>} [draft] */
  async function showItem(found, draft) {
    const isSamePaper = item && item.key === found.key && !added;
    item = found;
    added = null;
    showMode();
    $("note").value = found.mine ? found.mine.note : "";
    form.fill(review.about.forms[found.table], found.row, draft || (found.mine && found.mine.verdict === "correct" ? found.mine.values : {}));
    tellItem();
    if (!isSamePaper) await source.show(found);
  }

  function tellItem() {
    const head = $("judge-heading");
    head.removeAttribute("data-t");
    const name = queue.currentName();
    head.replaceChildren(text(`table.${item.table}.one`), make("span", { class: "hidden" }, name ? `: ${name}` : ""));
    const sure = item.row.confidence;
    $("sure").textContent = sure === null || sure === undefined ? "" : text("word.confidence", { n: sure.toFixed(2) });
    $("sure").classList.toggle("unsure", Boolean(item.row.uncertain));
    for (const button of $("verdicts").querySelectorAll("button")) button.disabled = false;
    $("verdicts").querySelector("[data-do=reject]").hidden = item.table === "documents";
    tellJudgements();
  }

  /** A warning in words. @param {any} warning */
  function warned(warning) {
    const words = warning.key ? text(warning.key, warning.values) : make("span", { lang: "en" }, warning.words);
    return make("p", { class: "warning" }, make("b", {}, text("code.warnings." + warning.code), "."), " ", words);
  }

  function tellJudgements() {
    const parts = [];
    if (item.added) parts.push(make("p", { class: "note" }, text("review.is_added")));
    for (const warning of item.table === "documents" ? item.document.warnings || [] : []) parts.push(warned(warning));
    if (item.disputed) parts.push(make("p", { class: "warning" }, text("review.is_disputed")));
    if (item.resolution) parts.push(judgement(item.resolution, "review.resolved_by", item.resolution.reviewer === review.about.reviewer));
    if (item.mine) parts.push(judgement(item.mine, "review.yours", true));
    for (const other of item.others) parts.push(judgement(other, "review.theirs", false));
    $("told").replaceChildren(...parts);
  }

  /** A judgement in words. @param {any} entry @param {string} key @param {boolean} own */
  function judgement(entry, key, own) {
    const fields = review.about.forms[item.table];
    const values = Object.entries(entry.values)
      .map(([name, value]) => `${text("column." + name)}: ${review.told(fields.find((/** @type {any} */ f) => f.name === name), value)}`)
      .join("; ");
    const verdict = entry.verdict === "add" ? text("review.verdict_add") : [text("review.verdict_" + entry.verdict), values].filter(Boolean).join(" – ");
    const told = make("p", {}, make("b", {}, text(key, { who: entry.reviewer })), " ", verdict, entry.note ? ` (${entry.note})` : "", make("span", { class: "faint" }, ` ${new Date(entry.time).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" })}`));
    const button = make("button", { type: "button", class: "quiet" }, text(own ? "review.undo" : "review.fill_in"));
    button.addEventListener("click", () => (own ? undo(entry.id) : fillIn(entry)));
    return make("div", { class: "judgement" + (own ? "" : " other") }, told, own || entry.verdict === "correct" ? button : "");
  }

  /** @param {any} entry */
  function fillIn(entry) {
    form.fill(review.about.forms[item.table], item.row, entry.values);
    say(text("review.filled_in"));
  }

  function showNone() {
    item = null;
    added = null;
    showMode();
    queue.setCurrent(null);
    source.clear();
    $("judge-heading").textContent = text("review.row");
    $("sure").textContent = "";
    $("told").replaceChildren(make("p", { class: "none" }, text("review.none_chosen")));
    form.fill([], {});
    for (const button of $("verdicts").querySelectorAll("button")) button.disabled = true;
  }

  function showMode() {
    const adding = added !== null;
    $("adding").hidden = $("add-verdicts").hidden = !adding;
    $("verdicts").hidden = $("steps").hidden = adding;
  }

  /** Do one thing at a time, and tell what stood in its way. @param {() => Promise<void>} doing */
  async function once(doing) {
    if (busy) return;
    busy = true;
    $("bench").setAttribute("aria-busy", "true");
    try {
      await doing();
    } catch (error) {
      const { status, item: now, message } = /** @type {any} */ (error);
      if (status === 409 && now) {
        const draft = form.values();
        await showItem(now, Object.keys(draft).length ? draft : undefined);
        queue.note(now.key, now);
        alertOf(text("review.overtaken"));
      } else alertOf(status ? text("review.refused", { why: message }) : text("review.gone"));
    } finally {
      busy = false;
      const next = waiting;
      waiting = null;
      if (next) once(next);
      else $("bench").removeAttribute("aria-busy");
    }
  }

  /** As once, but what is asked for meanwhile is done afterwards: the last of it. @param {() => Promise<void>} doing */
  function soon(doing) {
    if (busy) waiting = doing;
    else once(doing);
  }

  /** @param {"accept" | "correct" | "reject"} verdict */
  function judge(verdict) {
    if (!item || added) return;
    const values = form.values();
    const changed = Object.keys(values).length > 0;
    if (verdict === "correct" && !changed) {
      form.focus();
      say(text("review.change_first"));
      return;
    }
    if (verdict === "accept" && changed && !(item.mine && item.mine.verdict === "correct")) {
      alertOf(text("review.has_changes"));
      return;
    }
    if (verdict === "correct") {
      const problem = form.problem();
      if (problem) return alertOf(problem);
    }
    once(async () => {
      const told = { key: item.key, verdict, values: verdict === "correct" ? values : {}, note: $("note").value, seen: item.seen, order: queue.order(), resolve: item.disputed };
      const before = item;
      const found = await review.ask("api/judgements", told);
      alertOf(null);
      queue.note(found.key, found);
      const done = text("review.done_" + verdict);
      if (found.disputed && !before.disputed) {
        await showItem(found);
        say(`${done} ${text("review.is_disputed")}`);
        return;
      }
      const next = await queue.neighbour(1);
      if (next) await choose(next);
      else await showItem(found);
      say(next ? `${done} ${text("review.now", { name: queue.currentName() })}` : done);
    });
  }

  /** @param {number | null} id */
  function undo(id) {
    once(async () => {
      const found = await review.ask("api/undo", { id });
      alertOf(null);
      if (!found.is_there) {
        queue.note(found.key, null);
        await queue.load(false);
        await choose(queue.first());
      } else {
        await choose(found.key);
        queue.note(found.key, item);
      }
      say(text("review.undone"));
    });
  }

  /** @param {number} step */
  function go(step) {
    if (added) return;
    soon(async () => {
      const next = await queue.neighbour(step);
      if (next) await choose(next);
      else say(text(step > 0 ? "review.last" : "review.first"));
    });
  }

  function startAdding() {
    if (!item || added) return;
    added = item;
    const chosen = source.selected();
    showMode();
    $("alert").hidden = true;
    const select = $("add-table");
    select.replaceChildren(...review.about.addable.map((/** @type {string} */ t) => make("option", { value: t }, text(`table.${t}.one`))));
    select.value = review.about.addable.includes(item.table) ? item.table : "outcomes";
    $("judge-heading").textContent = text("review.add");
    $("sure").textContent = "";
    $("note").value = "";
    $("told").replaceChildren(make("p", { class: "note" }, text("review.add_note")));
    fillAdded(chosen);
    select.focus();
  }

  /** @param {string} quote */
  function fillAdded(quote) {
    const fields = review.about.forms[$("add-table").value];
    // What the program fills in when the field is left empty is asked for by nobody.
    form.fill(fields.map((/** @type {any} */ f) => (["raw", "text"].includes(f.name) ? { ...f, required: false } : f)), {}, quote ? { quote } : {});
  }

  function stopAdding() {
    const before = added;
    added = null;
    once(() => showItem(before));
  }

  function saveAdded() {
    const problem = form.problem();
    if (problem) return alertOf(problem);
    once(async () => {
      const told = { table: $("add-table").value, document_id: added.document.document_id, values: form.values(), note: $("note").value, order: queue.order() };
      const found = await review.ask("api/additions", told);
      alertOf(null);
      added = null;
      await queue.load(false);
      queue.setCurrent(found.key);
      item = null;
      await showItem(found);
      say(text("review.done_add"));
    });
  }

  function useSelected() {
    const words = source.selected();
    const quote = $("v-quote");
    if (!words || !quote) return alertOf(text("review.select_first"));
    quote.value = words;
    quote.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function apply() {
    soon(async () => {
      alertOf(text("review.applying"), true);
      const counts = await review.ask("api/apply", {});
      const { applied = 0, ...rest } = counts;
      const misfits = Object.values(rest).reduce((sum, n) => sum + Number(n), 0);
      alertOf(text("review.applied", { n: applied }) + (misfits ? " " + text("review.misfits", { n: misfits }) : ""), !misfits);
      await queue.load(false);
    });
  }

  /** @type {Record<string, () => void>} */
  const doings = {
    accept: () => judge("accept"),
    correct: () => judge("correct"),
    reject: () => judge("reject"),
    undo: () => undo(null),
    add: startAdding,
    next: () => go(1),
    previous: () => go(-1),
    "save-added": saveAdded,
    cancel: stopAdding,
    "use-selected": useSelected,
    help: () => $("help").showModal(),
  };
  /** @type {Record<string, string>} */
  const keys = { a: "accept", c: "correct", r: "reject", n: "add", u: "undo", j: "next", k: "previous", "?": "help" };
  const keysOn = () => $("keys-on").checked;

  /** Whether letters belong to the element that has the focus. @param {EventTarget | null} target */
  const takesLetters = (target) => target instanceof Element && target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])");

  document.addEventListener("keydown", (event) => {
    if ($("help").open || $("figures").open || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return added ? saveAdded() : judge(Object.keys(form.values()).length ? "correct" : "accept");
    }
    if (event.key === "Escape") {
      if (takesLetters(event.target)) return /** @type {HTMLElement} */ (event.target).blur();
      if (added) return stopAdding();
    }
    if (!keysOn() || event.ctrlKey || event.metaKey || event.altKey || takesLetters(event.target)) return;
    const doing = keys[event.key] || keys[event.key.toLowerCase()];
    if (doing) {
      event.preventDefault();
      doings[doing]();
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-do]") : null;
    const doing = button && button.getAttribute("data-do");
    if (doing && doings[doing]) doings[doing]();
  });
  // A selection in the text outlives a click on the button that uses it.
  document.addEventListener("mousedown", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-do=use-selected], [data-do=add]")) event.preventDefault();
  });

  $("add-table").addEventListener("change", () => fillAdded($("v-quote") ? $("v-quote").value : ""));
  $("form").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  $("show-help").addEventListener("click", () => $("help").showModal());
  $("show-figures").addEventListener("click", () => soon(figures.show));
  $("apply").addEventListener("click", apply);
  addEventListener("beforeunload", (event) => {
    if (item && !item.mine && Object.keys(form.values()).length) event.preventDefault();
  });

  function tellKeys() {
    $("keys").replaceChildren(...Object.entries(keys).flatMap(([key, doing]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, text("review.key_" + doing))]), make("dt", {}, make("kbd", {}, "Ctrl ↵")), make("dd", {}, text("review.key_save")), make("dt", {}, make("kbd", {}, "Esc")), make("dd", {}, text("review.key_leave")));
  }

  kommunbeslut.onLanguage.push(() => {
    const draft = form.values();
    queue.prepare(review.about);
    queue.draw();
    tellKeys();
    document.title = text("review.title");
    if (item && !added) once(async () => {
      const now = item;
      item = null;
      await showItem(now, draft);
    });
  });

  review.choose = (/** @type {string} */ key) => soon(() => choose(key));
  review.first = () => soon(() => choose(queue.first()));

  async function start() {
    review.about = await review.ask("api/desk");
    $("reviewer").textContent = review.about.reviewer;
    document.title = text("review.title");
    tellKeys();
    queue.prepare(review.about);
    await queue.load(false);
    await choose(queue.first());
    if (review.about.reports.length) alertOf(review.about.reports.join(" "));
  }
  once(start);
})();
