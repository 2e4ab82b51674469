// A form that is filled in where the connection comes and goes: without one it waits on this device and is sent by itself, once.
// What waits holds keys and choices, no names; it goes when it was sent, after a day, and when somebody signs out.
(() => {
  "use strict";
  const PREFIX = "wegwijs-later:";
  const DAY = 24 * 60 * 60 * 1000;
  const AGAIN = 10 * 1000;
  const PING = "/.well-known/security.txt";
  const who = document.body.dataset.who;
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

  function read(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? null;
    } catch {
      return null;
    }
  }

  async function reachable() {
    if (!navigator.onLine) return false;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 5000);
    const answer = await fetch(PING, { method: "HEAD", cache: "no-store", signal: stop.signal }).catch(() => null);
    clearTimeout(timer);
    return answer !== null && answer.status < 500;
  }

  function valuesOf(form, button) {
    const skip = (name) => name === "csrfmiddlewaretoken";
    const values = [...new FormData(form)].filter(([name, value]) => !skip(name) && typeof value === "string");
    if (button?.name) values.push([button.name, button.value]);
    return values;
  }

  function fill(form, values) {
    for (const control of form.elements) {
      if (!control.name || control.type === "hidden" || control.type === "submit") continue;
      const found = values.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "radio" || control.type === "checkbox") control.checked = found.includes(control.value);
      else if (found.length) control.value = found[0];
    }
  }

  function watch(form) {
    const key = PREFIX + location.pathname;
    let notice = null;
    let timer = 0;
    let sending = false;

    function tell(text) {
      notice ??= Object.assign(document.createElement("div"), {
        className: "utrecht-alert utrecht-alert--warning ww-alert ww-later",
      });
      notice.setAttribute("role", "status");
      notice.textContent = text;
      if (!notice.isConnected) form.prepend(notice);
    }

    function forget() {
      localStorage.removeItem(key);
      clearTimeout(timer);
    }

    function send(entry) {
      sending = true;
      // As it was when it was saved, also what was seen then: what a colleague changed meanwhile must show.
      fill(form, entry.values);
      for (const [name, value] of entry.values) {
        const own = form.elements.namedItem(name);
        if (own?.type === "hidden") own.value = value;
        if (own === null || own.type === "submit") {
          const extra = Object.assign(document.createElement("input"), { type: "hidden", name, value });
          form.append(extra);
        }
      }
      tell("Er is weer verbinding. Wegwijs verstuurt wat u hebt ingevuld.");
      form.requestSubmit();
    }

    async function retry() {
      clearTimeout(timer);
      const entry = read(key);
      if (!entry || sending) return;
      if (await reachable()) return send(entry);
      timer = setTimeout(retry, AGAIN);
    }

    form.addEventListener("submit", async (event) => {
      if (sending) return;
      event.preventDefault();
      const button = event.submitter;
      const entry = { who, at: Date.now(), values: valuesOf(form, button) };
      try {
        localStorage.setItem(key, JSON.stringify(entry));
      } catch {
        // A full or forbidden store: it is sent as without this script.
      }
      if (await reachable()) return send(entry);
      tell("Er is geen verbinding. Wat u hebt ingevuld staat op dit toestel en wordt vanzelf verstuurd zodra er weer verbinding is. Laat deze pagina open, of kom er later op terug.");
      timer = setTimeout(retry, AGAIN);
    });
    addEventListener("online", retry);

    const entry = read(key);
    if ("wasSent" in form.dataset || "bound" in form.dataset || !entry) return forget();
    fill(form, entry.values);
    tell("Dit was nog niet verstuurd.");
    retry();
  }

  for (const key of keys()) {
    const entry = read(key);
    if (!entry || (who && entry.who !== who) || Date.now() - entry.at > DAY) localStorage.removeItem(key);
  }
  for (const form of document.querySelectorAll("[data-signout]")) {
    form.addEventListener("submit", () => keys().forEach((key) => localStorage.removeItem(key)));
  }
  if (!who) return;
  document.querySelectorAll("form[data-send-later]").forEach(watch);
})();
