// Opens guidance beside the work instead of in a new tab: the same page, its reading part only. What is typed stays where it is.
// Without this script the link opens a new tab.
const links = () => document.querySelectorAll("a[data-beside]");
let panel = null;
let from = null;

function made() {
  const aside = document.createElement("aside");
  aside.className = "wm-beside wm-no-print";
  aside.setAttribute("aria-labelledby", "wm-beside-title");
  const bar = document.createElement("div");
  bar.className = "wm-beside__bar";
  const title = document.createElement("h2");
  title.className = "govuk-heading-s wm-beside__title";
  title.id = "wm-beside-title";
  title.tabIndex = -1;
  title.textContent = "Guidance";
  const apart = document.createElement("a");
  apart.className = "govuk-link wm-beside__apart";
  apart.target = "_blank";
  apart.rel = "noopener";
  apart.textContent = "Open in a new tab";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "wm-link-button wm-beside__close";
  close.textContent = "Close guidance";
  close.addEventListener("click", shut);
  bar.append(title, apart, close);
  const body = document.createElement("div");
  body.className = "wm-beside__body";
  body.setAttribute("aria-live", "polite");
  aside.append(bar, body);
  aside.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(); });
  aside.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link === apart || !inGuidance(link)) return;
    event.preventDefault();
    open(link.href);
  });
  return { aside, title, apart, body };
}

const inGuidance = (link) => link.origin === location.origin && link.pathname.startsWith("/guidance/");

function shut() {
  panel?.aside.remove();
  panel = null;
  document.body.classList.remove("wm-has-beside");
  from?.focus();
}

function part(page, address) {
  const found = page.createElement("div");
  const reading = page.querySelectorAll("main h1, [data-read]");
  found.append(...(page.querySelector("[data-read]") ? reading : [page.querySelector("main .govuk-main-wrapper") || page.querySelector("main")]));
  const spot = new URL(address, location.href).hash.slice(1);
  const marked = spot ? found.querySelector(`[id="${CSS.escape(spot)}"]`) : null;
  marked?.classList.add("wm-beside__spot");
  for (const one of found.querySelectorAll("[id]")) one.removeAttribute("id");
  for (const one of found.querySelectorAll("script, input, button, .wm-no-print, .wm-print-only")) one.remove();
  for (const one of found.querySelectorAll("label")) one.className = "";
  for (const one of found.querySelectorAll("h1")) {
    const lower = document.createElement("h3");
    lower.className = "govuk-heading-m";
    lower.textContent = one.textContent;
    one.replaceWith(lower);
  }
  return { found, marked };
}

async function open(address) {
  if (!panel) {
    panel = made();
    document.body.append(panel.aside);
    document.body.classList.add("wm-has-beside");
  }
  panel.apart.href = address;
  panel.body.textContent = "Loading…";
  panel.title.focus();
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const { found, marked } = part(page, address);
    panel.body.replaceChildren(...found.childNodes);
    panel.body.scrollTop = 0;
    marked?.scrollIntoView({ block: "nearest" });
  } catch {
    panel.body.textContent = "This cannot be shown here now. Use “Open in a new tab”.";
  }
}

for (const link of links()) {
  link.querySelector("[data-beside-new-tab]")?.remove();
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    from = link;
    open(link.href);
  });
}
