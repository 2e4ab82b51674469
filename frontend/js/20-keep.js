// What was typed and not saved comes back: after a sign-in that expired, a reload or a wrong click.
// It stays in this tab only, belongs to one user, and never holds passwords, files or fields marked data-secret.
(() => {
  "use strict";
  const PREFIX = "wegwijs-form:";
  const who = document.body.dataset.who;
  const forms = [...document.querySelectorAll("form[data-keep]")];

  function entries() {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
  }

  function read(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key)) ?? null;
    } catch {
      return null;
    }
  }

  function write(key, entry) {
    try {
      sessionStorage.setItem(key, JSON.stringify(entry));
    } catch {
      // A full or forbidden store: the form works as without this script.
    }
  }

  function keyOf(form) {
    return `${PREFIX}${location.pathname}#${form.id || forms.indexOf(form)}`;
  }

  function kept(control) {
    return (
      control.name &&
      control.name !== "csrfmiddlewaretoken" &&
      !("secret" in control.dataset) &&
      !["hidden", "password", "file", "submit", "button"].includes(control.type)
    );
  }

  function valuesOf(form) {
    const values = {};
    for (const control of form.elements) {
      if (!kept(control)) continue;
      const list = (values[control.name] ??= []);
      if (control.type === "checkbox" || control.type === "radio") {
        if (control.checked) list.push(control.value);
      } else if (control.type === "select-multiple") {
        list.push(...[...control.selectedOptions].map((option) => option.value));
      } else {
        list.push(control.value);
      }
    }
    return values;
  }

  function fill(form, values) {
    for (const control of form.elements) {
      if (!kept(control) || !(control.name in values)) continue;
      const list = values[control.name];
      if (control.type === "checkbox" || control.type === "radio") {
        control.checked = list.includes(control.value);
      } else if (control.type === "select-multiple") {
        for (const option of control.options) option.selected = list.includes(option.value);
      } else {
        const same = [...form.elements].filter((other) => other.name === control.name);
        control.value = list[same.indexOf(control)] ?? control.value;
      }
    }
  }

  function tell(form, key) {
    const notice = document.createElement("div");
    notice.className = "utrecht-alert utrecht-alert--info ww-alert ww-restored";
    notice.setAttribute("role", "status");
    const text = document.createElement("p");
    const secret = form.querySelector("[data-secret], input[type=file]");
    text.textContent =
      "Wij hebben teruggezet wat u had ingevuld. Het is nog niet opgeslagen." +
      (secret ? " Nummers van personen, wachtwoorden en bestanden bewaren wij niet: vul die opnieuw in." : "");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ww-link-button";
    button.textContent = "wissen";
    button.addEventListener("click", () => {
      sessionStorage.removeItem(key);
      form.reset();
      notice.remove();
    });
    notice.append(text, button);
    form.prepend(notice);
  }

  /** Saved, signed out, or somebody else's: then nothing stays behind. */
  function tidy() {
    const saved = document.querySelector("[data-saved]") !== null;
    for (const key of entries()) {
      const entry = read(key);
      const here = key.slice(PREFIX.length).split("#")[0] === location.pathname;
      if (!entry || entry.who !== who || (entry.sent && (saved || !here))) sessionStorage.removeItem(key);
    }
  }

  function watch(form) {
    const key = keyOf(form);
    const entry = read(key);
    const empty = JSON.stringify(valuesOf(form));
    if ("bound" in form.dataset) {
      write(key, { who, values: valuesOf(form) });
    } else if (entry && JSON.stringify(entry.values) !== empty) {
      fill(form, entry.values);
      tell(form, key);
    }
    let timer = 0;
    const keep = (sent) => {
      clearTimeout(timer);
      const values = valuesOf(form);
      if (sent || JSON.stringify(values) !== empty) write(key, { who, values, ...(sent && { sent }) });
      else sessionStorage.removeItem(key);
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 300);
    });
    form.addEventListener("change", () => keep());
    form.addEventListener("submit", () => keep(true));
    for (const link of form.querySelectorAll("[data-discard]")) {
      link.addEventListener("click", () => {
        clearTimeout(timer);
        sessionStorage.removeItem(key);
      });
    }
  }

  for (const form of document.querySelectorAll("[data-signout]")) {
    form.addEventListener("submit", () => entries().forEach((key) => sessionStorage.removeItem(key)));
  }
  if (!who) return;
  tidy();
  forms.forEach(watch);
})();
