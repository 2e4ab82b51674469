// A date, a number of a dossier and the word v-nummer stay on one line: browsers that may break 23-11-2026 at a hyphen can't be
// told by style alone.
(() => {
  "use strict";
  const WHOLE = /(?<![\w-])(?:\d{2}-\d{2}-\d{4}|\d{4}-\d{4}-\d{4}|[Vv]-nummers?)(?![\w-])/g;
  const TYPED = "textarea, select, script, style, svg, time, .ww-nowrap";

  function keep(part) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.data.search(WHOLE) >= 0 && !text.parentElement.closest(TYPED)) found.push(text);
    }
    for (const text of found) {
      // On a phone a cell is a grid: what is split there would stand below each other.
      if (text.parentElement.matches("[data-label]")) {
        const line = document.createElement("span");
        text.replaceWith(line);
        line.append(text);
      }
      for (const match of [...text.data.matchAll(WHOLE)].reverse()) {
        const whole = document.createElement("span");
        whole.className = "ww-nowrap";
        const rest = text.splitText(match.index);
        rest.splitText(match[0].length);
        rest.replaceWith(whole);
        whole.append(rest);
      }
    }
  }

  keep(document.body);
  document.addEventListener("htmx:load", (event) => keep(event.detail.elt));
})();
