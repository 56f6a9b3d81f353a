/* global kommunbeslut */
"use strict";

// The form of a row: made from the schema, filled from the row, read back as values.
(() => {
  const { text } = kommunbeslut;

  /** Make an element. @param {string} tag @param {Record<string, any>} [attributes] @param {...(Node | string)} children @returns {any} */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
    }
    element.append(...children);
    return element;
  }

  /** A code in words. @param {string} list @param {string} code */
  const coded = (list, code) => text(`code.${list}.${code}`);

  /** A value in words. @param {any} field @param {any} value @returns {string} */
  function told(field, value) {
    if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)) return text("review.empty");
    if (Array.isArray(value)) return value.map((v) => (field.codes.length ? coded(field.list, v) : v)).join(", ");
    return field.kind === "code" ? coded(field.list, value) : String(value);
  }

  const wide = new Set(["long", "codes", "list"]);

  class Form {
    /** @param {HTMLElement} place @param {() => void} changed */
    constructor(place, changed) {
      this.place = place;
      this.changed = changed;
      /** @type {any[]} */
      this.fields = [];
      /** @type {Record<string, any>} */
      this.before = {};
      place.addEventListener("input", () => this.showChanges());
    }

    /** Show a row in the fields of its table. @param {any[]} fields @param {Record<string, any>} before @param {Record<string, any>} [values] */
    fill(fields, before, values) {
      this.fields = fields;
      this.before = before;
      const held = { ...before, ...values };
      this.place.replaceChildren(...fields.map((field) => this.control(field, held[field.name])));
      this.showChanges();
    }

    /** @param {any} field @param {any} value */
    control(field, value) {
      const id = "v-" + field.name;
      const label = text("column." + field.name);
      if (field.kind === "codes") {
        const chips = field.codes.map((/** @type {string} */ code) =>
          make(
            "label",
            {},
            make("input", { type: "checkbox", name: field.name, value: code, checked: (value || []).includes(code) }),
            make("span", {}, coded(field.list, code)),
          ),
        );
        const was = make("p", { class: "was", hidden: true });
        return make("fieldset", { "data-field": field.name, title: field.description }, make("legend", {}, label), make("div", { class: "kinds" }, ...chips), was);
      }
      let control;
      if (field.kind === "code") {
        const options = field.codes.map((/** @type {string} */ code) => make("option", { value: code }, coded(field.list, code)));
        control = make("select", { id, required: field.required }, ...(field.required && value ? [] : [make("option", { value: "" }, "–")]), ...options);
        control.value = value || "";
      } else if (field.kind === "long") {
        control = make("textarea", { id, rows: 4, spellcheck: "false", required: field.required, lang: "sv" });
        control.value = value || "";
      } else {
        const numeric = field.kind === "integer" || field.kind === "number";
        control = make("input", {
          id,
          type: "text",
          autocomplete: "off",
          spellcheck: "false",
          required: field.required,
          inputmode: numeric ? (field.kind === "integer" ? "numeric" : "decimal") : null,
          placeholder: field.kind === "date" ? text("review.date_form") : null,
        });
        control.value = Array.isArray(value) ? value.join(", ") : value === null || value === undefined ? "" : String(value);
      }
      const described = `${id}-was`;
      control.setAttribute("aria-describedby", described);
      const parts = [make("label", { for: id, title: field.description }, label), control, make("p", { class: "was", id: described, hidden: true })];
      if (field.name === "quote") parts.push(make("button", { type: "button", class: "plain use-selected", "data-do": "use-selected" }, text("review.use_selected")));
      return make("div", { class: "field" + (wide.has(field.kind) ? " wide" : ""), "data-field": field.name }, ...parts);
    }

    /** The value of a field as it stands in the form. @param {any} field */
    value(field) {
      if (field.kind === "codes") {
        const chosen = /** @type {HTMLInputElement[]} */ ([...this.place.querySelectorAll(`input[name="${field.name}"]:checked`)]);
        return chosen.map((c) => c.value);
      }
      const control = /** @type {HTMLInputElement} */ (document.getElementById("v-" + field.name));
      const written = control.value.trim();
      if (field.kind === "list") return written.split(",").map((v) => v.trim()).filter(Boolean);
      if (written === "") return null;
      if (field.kind === "long") return control.value === this.before[field.name] ? control.value : written;
      return field.kind === "number" ? written.replace(",", ".") : written;
    }

    /** The values that differ from the row. @returns {Record<string, any>} */
    values() {
      /** @type {Record<string, any>} */
      const found = {};
      for (const field of this.fields) {
        const value = this.value(field);
        if (!same(value, this.before[field.name])) found[field.name] = value;
      }
      return found;
    }

    showChanges() {
      const values = this.values();
      for (const field of this.fields) {
        const element = this.place.querySelector(`[data-field="${field.name}"]`);
        const isChanged = Object.hasOwn(values, field.name) && Object.keys(this.before).length > 0;
        element?.classList.toggle("changed", isChanged);
        const was = element?.querySelector(".was");
        if (was instanceof HTMLElement) {
          was.hidden = !isChanged;
          was.replaceChildren(...(isChanged ? [text("review.was") + " ", make("s", {}, told(field, this.before[field.name]))] : []));
        }
      }
      this.changed();
    }

    /** The first value that cannot be, told and brought into focus. @returns {string | null} */
    problem() {
      for (const field of this.fields) {
        const value = this.value(field);
        const control = document.getElementById("v-" + field.name);
        const name = text("column." + field.name);
        let wrong = null;
        if (field.required && (value === null || value === "")) wrong = text("review.needed", { name });
        else if (value !== null && field.kind === "date" && !isDay(value)) wrong = text("review.no_date", { name });
        else if (value !== null && field.kind === "integer" && !/^-?\d+$/.test(String(value))) wrong = text("review.no_integer", { name });
        else if (value !== null && field.kind === "number" && !Number.isFinite(Number(value))) wrong = text("review.no_number", { name });
        control?.setAttribute("aria-invalid", String(wrong !== null));
        if (wrong !== null) {
          control?.focus();
          return wrong;
        }
      }
      return null;
    }

    focus() {
      /** @type {HTMLElement | null} */ (this.place.querySelector("select, input, textarea"))?.focus();
    }
  }

  /** @param {any} value */
  function isDay(value) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return false;
    const day = new Date(value + "T00:00:00Z");
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
  }

  /** @param {any} one @param {any} other */
  function same(one, other) {
    const empty = (/** @type {any} */ v) => v === null || v === undefined || v === "" || (Array.isArray(v) && !v.length);
    if (empty(one) || empty(other)) return empty(one) && empty(other);
    if (Array.isArray(one)) return [...one].sort().join("\n") === [...other].sort().join("\n");
    return String(one) === String(other);
  }

  /** @type {any} */ (kommunbeslut).review = { make, told, coded, Form };
})();
