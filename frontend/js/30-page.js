// Small help on every page: errors get the focus, open menus close, a form is sent once.
(() => {
  "use strict";
  document.querySelector("[data-errors]")?.focus();

  const menus = () => document.querySelectorAll(".ww-chip-menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  const SENT = "sent";
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (SENT in form.dataset) event.preventDefault();
    else if (!form.hasAttribute("data-hx-post")) {
      form.dataset[SENT] = "";
      // An answer that is a download leaves the page standing.
      setTimeout(() => delete form.dataset[SENT], 4000);
    }
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset[SENT];
  });
})();
