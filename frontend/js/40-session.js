// Five minutes before the sign-in ends the page says so, and one press keeps it; another tab that was kept counts too.
(() => {
  "use strict";
  const WARN = 5 * 60 * 1000;
  const LOOK = 15 * 1000;
  const KEY = "wegwijs-ends";
  const { ends, stay } = document.body.dataset;
  if (!ends) return;
  const mine = Date.parse(ends);
  const known = () => Math.max(mine, Number(localStorage.getItem(KEY)) || 0);
  if (mine >= known()) localStorage.setItem(KEY, String(mine));
  let notice = null;

  function say(text, act) {
    notice?.remove();
    notice = document.createElement("div");
    notice.className = "utrecht-alert utrecht-alert--warning ww-alert ww-session";
    notice.setAttribute("role", act ? "alert" : "status");
    const words = document.createElement("p");
    words.textContent = text;
    notice.append(words);
    if (act) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "nl-button nl-button--primary";
      button.textContent = "Blijf aangemeld";
      button.addEventListener("click", act);
      notice.append(button);
    }
    document.body.append(notice);
  }

  async function keep() {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await fetch(stay, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => null);
    if (!answer?.ok) return say("Dat lukte niet. Sla op wat u hebt, of meld u opnieuw aan.");
    const until = new Date(await answer.text());
    localStorage.setItem(KEY, String(until.getTime()));
    const time = until.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
    say(`U blijft aangemeld tot ${time} uur.`);
    setTimeout(() => notice?.remove(), LOOK);
  }

  function look() {
    const left = known() - Date.now();
    const warned = notice?.querySelector("button");
    if (left > WARN) {
      if (warned) notice.remove();
    } else if (left > 0) {
      const minutes = Math.max(1, Math.round(left / 60000));
      if (!warned) say(`U wordt over ${minutes === 1 ? "een minuut" : `${minutes} minuten`} afgemeld.`, keep);
    } else {
      say("U bent afgemeld. Wat u typte, staat er nog als u zich opnieuw hebt aangemeld.");
      clearInterval(timer);
    }
  }

  const timer = setInterval(look, LOOK);
  look();
})();
