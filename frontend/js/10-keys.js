// Keys: / searches, j and k walk through a list, g and a letter goes somewhere, ? explains. They can be switched off.
(() => {
  "use strict";
  const OFF = "wegwijs-keys-off";
  const off = () => localStorage.getItem(OFF) === "1";
  const dialog = document.querySelector("[data-keys]");
  const lines = () => [...document.querySelectorAll("[data-keynav] > tbody > tr, [data-keynav] > [data-line]")];
  let going = false;

  function typing(target) {
    return target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog") !== null;
  }

  function walk(step) {
    const all = lines();
    if (all.length === 0) return false;
    const here = all.findIndex((line) => line.contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
    const link = all[next].querySelector("a[href], button");
    if (!link) return false;
    link.focus({ preventScroll: true, focusVisible: true });
    all[next].scrollIntoView({ block: "nearest" });
    return true;
  }

  function go(letter) {
    const link = [...document.querySelectorAll("[data-go]")].find((item) => item.dataset.go === letter);
    if (link) location.assign(link.href);
    return Boolean(link);
  }

  function explain() {
    if (!dialog?.showModal) return false;
    dialog.showModal();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (off() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const search = document.querySelector("[data-search]");
    let done = false;
    if (going) {
      going = false;
      done = go(event.key);
    } else if (event.key === "/" && search) {
      search.focus();
      search.select();
      done = true;
    } else if (event.key === "j" || event.key === "k") {
      done = walk(event.key === "j" ? 1 : -1);
    } else if (event.key === "g") {
      going = document.querySelector("[data-go]") !== null;
      done = going;
    } else if (event.key === "?") {
      done = explain();
    }
    if (done) event.preventDefault();
  });

  const box = dialog?.querySelector("[data-keys-on]");
  if (box) {
    box.checked = !off();
    box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  }
})();
