// @ts-check
/* global kommunbeslut */
"use strict";

// Language and appearance of every page.
(() => {
  const html = document.documentElement;
  const attributes = ["aria-label", "placeholder", "title", "alt"];

  /** @param {string} key @param {Record<string, unknown>} [values] */
  kommunbeslut.text = (key, values) => {
    const texts = kommunbeslut.texts[html.lang] || {};
    const one = values && String(values.n) === "1" && Object.hasOwn(texts, key + "_one");
    const text = one ? texts[key + "_one"] : Object.hasOwn(texts, key) ? texts[key] : key.slice(key.lastIndexOf(".") + 1);
    return values ? text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? number(String(values[name])) : whole)) : text;
  };

  /** A decimal number with the sign of the language; any other text as it is. @param {string} value */
  const number = (value) => (html.lang === "sv" && /^\d+\.\d+$/.test(value) ? value.replace(".", ",") : value);

  /** @param {number} value */
  kommunbeslut.decimal = (value) => number(value.toFixed(2));

  const live = document.getElementById("live");
  /** Tells a reader of the screen. @param {string} message */
  kommunbeslut.say = (message) => {
    if (live) live.textContent = message;
  };

  /** @param {Element} element */
  function values(element) {
    const told = element.getAttribute("data-a");
    return told ? JSON.parse(told) : undefined;
  }

  /** Put every marked text below a node into the language of the page. @param {ParentNode} node */
  kommunbeslut.translate = (node) => {
    for (const element of node.querySelectorAll("[data-t]")) {
      element.textContent = kommunbeslut.text(element.getAttribute("data-t") || "", values(element));
    }
    for (const name of attributes) {
      for (const element of node.querySelectorAll(`[data-t-${name}]`)) {
        element.setAttribute(name, kommunbeslut.text(element.getAttribute(`data-t-${name}`) || "", values(element)));
      }
    }
  };

  const languages = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".languages button"));

  function showLanguage() {
    for (const button of languages) button.setAttribute("aria-pressed", String(button.dataset.language === html.lang));
  }

  for (const button of languages) {
    button.addEventListener("click", () => {
      html.lang = button.dataset.language || "sv";
      kommunbeslut.keep("language", html.lang);
      kommunbeslut.translate(document);
      showLanguage();
      showTheme();
      for (const changed of kommunbeslut.onLanguage) changed();
    });
  }

  const themes = ["auto", "light", "dark"];
  const themeButton = document.getElementById("theme");

  function showTheme() {
    const theme = html.dataset.theme || "auto";
    themeButton?.setAttribute("aria-label", kommunbeslut.text("theme." + theme));
    themeButton?.setAttribute("title", kommunbeslut.text("theme." + theme));
  }

  themeButton?.addEventListener("click", () => {
    const next = themes[(themes.indexOf(html.dataset.theme || "auto") + 1) % themes.length];
    if (next === "auto") delete html.dataset.theme;
    else html.dataset.theme = next;
    kommunbeslut.keep("theme", next);
    showTheme();
    kommunbeslut.say(kommunbeslut.text("theme." + next));
  });

  // Browsers that keep nothing between pages on disk are told the language in the address.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || html.lang === html.dataset.language) return;
    const target = new URL(link.href);
    if (target.protocol !== location.protocol || target.pathname === location.pathname || !target.pathname.endsWith(".html")) return;
    target.searchParams.set("language", html.lang);
    link.href = target.href;
  });

  document.querySelector(".tools")?.removeAttribute("hidden");
  if (html.lang !== html.dataset.language) kommunbeslut.translate(document);
  showLanguage();
  showTheme();
})();
