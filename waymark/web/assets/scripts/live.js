// Keeps parts of a page up to date without loading it anew: every element with data-live asks its address every 15 seconds.
// Whoever comes back to the page sees at once what is new. An unchanged part answers 304 and costs nothing. Focus, scroll and opened details stay as they are; a part in which somebody types is left alone.
const SECONDS = 15;
const IN_HAND = "input:not([type=hidden]), textarea, select";

function remembered(part) {
  const open = [...part.querySelectorAll("details[open]")].map((one) => one.dataset.key).filter(Boolean);
  const focus = part.contains(document.activeElement) ? document.activeElement.id || document.activeElement.dataset.key : "";
  return { open, focus };
}

function restored(part, { open, focus }) {
  for (const one of part.querySelectorAll("details[data-key]")) one.open = open.includes(one.dataset.key);
  if (focus) (document.getElementById(focus) || part.querySelector(`[data-key="${CSS.escape(focus)}"]`))?.focus({ preventScroll: true });
}

function inUse(part) {
  return part.contains(document.activeElement) && document.activeElement.matches(IN_HAND);
}

function show(part, text) {
  if (part.dataset.shown === text) return;
  const parsed = new DOMParser().parseFromString(text, "text/html");
  const before = remembered(part);
  const top = window.scrollY;
  part.replaceChildren(...parsed.body.childNodes);
  restored(part, before);
  window.scrollTo({ top, behavior: "instant" });
  part.dataset.shown = text;
}

async function ask(part) {
  if (document.hidden || inUse(part)) return;
  const headers = {};
  if (part.dataset.mark) headers["If-None-Match"] = part.dataset.mark;
  const answer = await fetch(part.dataset.live, { headers, cache: "no-store", redirect: "manual" });
  if (answer.status === 304) return;
  if (!answer.ok) return void clearInterval(part.timer);
  part.dataset.mark = answer.headers.get("ETag") || "";
  show(part, await answer.text());
}

for (const part of document.querySelectorAll("[data-live]")) {
  const look = () => ask(part).catch(() => {});
  part.timer = setInterval(look, SECONDS * 1000);
  document.addEventListener("visibilitychange", look);
}
