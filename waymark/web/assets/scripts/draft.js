// Keeps what is typed on the page of a step, within seconds, and shows at once which questions apply and whether a meeting is quorate.
// Without this script the same happens whenever a button is pressed.
const WAIT_TYPING = 1500;
const WAIT_CHOOSING = 250;
const TRY_AGAIN = 5000;

const form = document.querySelector("form[data-draft]");
const said = form?.querySelector("[data-saved]");
let timer = null;
let busy = false;
let again = false;
let leaving = false;

const field = (name) => form.querySelector(`input[type=hidden][name="${name}"]`);
const say = (text) => { if (said.textContent !== text) said.textContent = text; };

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(keep, wait);
}

async function keep() {
  if (leaving) return;
  if (busy) { again = true; return; }
  busy = true;
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    if (answer.redirected || answer.status === 401 || answer.status === 403) {
      say("You have been signed out. What you typed is still on this page: sign in in another window, or press a button here and sign in; nothing is lost.");
    } else if (answer.status === 409) {
      say("You have also written in another window. Press “Record” or “Save” to see both; nothing is lost.");
    } else if (answer.ok) {
      take(await answer.json());
    } else {
      unkept();
    }
  } catch {
    unkept();
  }
  busy = false;
  if (again) { again = false; later(WAIT_CHOOSING); }
}

function unkept() {
  say("Not kept yet: there is no connection. Trying again; leave this page open.");
  later(TRY_AGAIN);
}

function take(kept) {
  field("_version").value = kept.version;
  say(kept.moved ? `Kept at ${kept.at}, not recorded yet. Somebody else has written in this file meanwhile.` : `Kept at ${kept.at}, not recorded yet.`);
  const shown = new Set(kept.shown);
  const own = [...form.querySelectorAll("[data-question]")].filter((one) => !one.dataset.question.startsWith("act."));
  for (const one of own) one.hidden = !shown.has(one.dataset.question);
  if (own.length) field("_shown").value = kept.shown.join(",");
  const quorum = form.querySelector("[data-quorum]");
  if (quorum && kept.quorum) {
    quorum.textContent = kept.quorum.text;
    quorum.classList.toggle("wm-quorum--yes", kept.quorum.ok);
    quorum.classList.toggle("wm-quorum--no", !kept.quorum.ok);
  }
}

// A box above a long list: only what contains the words stays in the list.
function filterable(list) {
  const all = [...list.options];
  const box = document.createElement("input");
  box.type = "search";
  box.className = "govuk-input govuk-input--width-20 wm-filter";
  box.setAttribute("aria-label", "Type to shorten the list below");
  box.placeholder = "Type to shorten the list";
  list.before(box);
  box.addEventListener("input", (event) => {
    event.stopPropagation();
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (option) => option.selected || !option.value || words.every((word) => option.text.toLowerCase().includes(word));
    list.replaceChildren(...all.filter(fits));
  });
}

for (const list of document.querySelectorAll("select[data-filter]")) filterable(list);

// Two windows are shown side by side: nothing is kept until the person has chosen.
if (form && !field("_beside")) {
  form.addEventListener("input", () => later(WAIT_TYPING));
  form.addEventListener("change", () => later(WAIT_CHOOSING));
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("pageshow", () => { leaving = false; });
}
