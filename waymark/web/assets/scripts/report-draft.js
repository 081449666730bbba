// Saves what is typed about a concern within seconds, and shows the further questions that an answer leads to. Without it the buttons save.
const form = document.querySelector("form[data-report-draft]");
const WAIT = 1200;

if (form) {
  const said = form.querySelector("[data-report-saved]");
  let timer = null;
  let sending = false;
  let again = false;

  const say = (text) => {
    said.hidden = false;
    if (said.textContent !== text) said.textContent = text;
  };

  // A question that is asked from now on is shown, and the server is told that it was.
  const reveal = (asked) => {
    for (const box of form.querySelectorAll("[data-question]")) {
      const name = box.dataset.question;
      const wanted = asked.includes(name);
      if (box.hidden === !wanted) continue;
      box.hidden = !wanted;
      if (wanted && !form.querySelector(`input[name="shown"][value="${CSS.escape(name)}"]`)) {
        const shown = document.createElement("input");
        Object.assign(shown, { type: "hidden", name: "shown", value: name });
        box.before(shown);
      }
    }
  };

  const save = async () => {
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    const data = new FormData(form);
    data.set("action", "keep");
    try {
      const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "manual" });
      if (answer.ok) {
        const kept = await answer.json();
        say(`Saved at ${kept.saved}`);
        if (kept.asked.length) reveal(kept.asked);
      } else if (answer.type === "opaqueredirect") {
        say("You have been signed out. What you typed is kept: sign in in another tab, then go on here.");
      } else {
        say("Not saved. What you typed is still on this page; we try again.");
        again = true;
      }
    } catch {
      say("Not saved: there is no connection. What you typed is still on this page; we try again.");
      again = true;
    }
    sending = false;
    if (again) {
      again = false;
      clearTimeout(timer);
      timer = setTimeout(save, WAIT * 4);
    }
  };

  const soon = (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => clearTimeout(timer));
}
