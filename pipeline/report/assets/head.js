// @ts-check
// Runs before anything is painted: what the reader chose on another page (language, appearance) holds here too.
"use strict";

/** What the scripts of the site share. Classic scripts, since a page on disk may load no modules. */
var kommunbeslut = (() => {
  const html = document.documentElement;

  /** @param {string} name @returns {string | null} */
  function kept(name) {
    const told = new URLSearchParams(location.search).get(name);
    if (told) return told;
    try {
      return localStorage.getItem("kommunbeslut." + name);
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {string} value */
  function keep(name, value) {
    try {
      localStorage.setItem("kommunbeslut." + name, value);
    } catch {
      // Some browsers keep nothing for pages on disk; the choice then holds for this page and those it leads to.
    }
  }

  const language = kept("language");
  if (language === "sv" || language === "en") html.lang = language;
  const theme = kept("theme");
  if (theme === "light" || theme === "dark") html.dataset.theme = theme;
  html.classList.add("js");

  return {
    keep,
    /** @type {Record<string, Record<string, string>>} */
    texts: {},
    /** @type {Record<string, (number: number, rows: any[]) => void>} */
    receivers: {},
    /** Called by every data file with its rows. @param {string} name @param {number} number @param {any[]} rows */
    chunk(name, number, rows) {
      const receive = this.receivers[name];
      if (receive) receive(number, rows);
    },
    root: html.dataset.root || "",
    /** @type {(key: string, values?: Record<string, unknown>) => string} */
    text: (key) => key,
    /** A number with two decimals. @type {(value: number) => string} */
    decimal: String,
    /** @type {(message: string) => void} */
    say: () => {},
    /** @type {(node: ParentNode) => void} */
    translate: () => {},
    /** Called when the reader changes the language. @type {Array<() => void>} */
    onLanguage: [],
    /** @type {((options: any) => void) | undefined} */
    explore: undefined,
  };
})();
