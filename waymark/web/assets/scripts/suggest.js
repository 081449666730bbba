// Offers pages while somebody types into a search box with data-suggest. A combobox: arrows choose, Enter opens, Escape closes; Enter without a choice searches.
// Nothing that is typed is kept; an answer that comes too late is thrown away. Without this script the box is a plain form.
const WAIT = 120;
const SHORTEST = 2;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function prepare(input) {
  const id = `${input.id}-list`;
  const list = element("ul", { class: "wm-suggest__list", id, role: "listbox", "aria-label": "Pages that may be meant", hidden: "" });
  const status = element("div", { class: "govuk-visually-hidden", role: "status" });
  const box = element("div", { class: "wm-suggest" });
  input.replaceWith(box);
  box.append(input, list, status);
  input.type = "text";
  input.inputMode = "search";
  input.enterKeyHint = "search";
  for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) input.setAttribute(key, value);
  return { input, list, status, box, at: -1, timer: 0, asking: null };
}

function close(one) {
  one.asking?.abort();
  clearTimeout(one.timer);
  one.list.hidden = true;
  one.at = -1;
  one.input.setAttribute("aria-expanded", "false");
  one.input.removeAttribute("aria-activedescendant");
}

function choose(one, at) {
  const options = [...one.list.children];
  one.at = (at + options.length + 1) % (options.length + 1);
  options.forEach((option, number) => option.setAttribute("aria-selected", String(number === one.at)));
  const chosen = options[one.at];
  if (!chosen) return one.input.removeAttribute("aria-activedescendant");
  one.input.setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
}

function show(one, suggestions) {
  one.list.replaceChildren(
    ...suggestions.map(({ title, kind, href }, number) => {
      const option = element("li", { class: "wm-suggest__one", role: "option", id: `${one.list.id}-${number}`, "aria-selected": "false" }, title, element("span", {}, kind));
      option.dataset.href = href;
      return option;
    }),
  );
  one.at = -1;
  one.input.removeAttribute("aria-activedescendant");
  one.list.hidden = suggestions.length === 0;
  one.input.setAttribute("aria-expanded", String(suggestions.length > 0));
  one.status.textContent = suggestions.length === 0 ? "" : suggestions.length === 1 ? "1 page may be meant" : `${suggestions.length} pages may be meant`;
}

async function ask(one) {
  const typed = one.input.value.trim();
  one.asking?.abort();
  if (typed.length < SHORTEST) return close(one);
  one.asking = new AbortController();
  const answer = await fetch(`${one.input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: one.asking.signal, cache: "no-store" });
  if (!answer.ok || document.activeElement !== one.input) return close(one);
  show(one, (await answer.json()).suggestions);
}

function key(one, event) {
  if (event.key === "Escape" && !one.list.hidden) {
    event.preventDefault();
    return close(one);
  }
  if (one.list.hidden) return undefined;
  if (event.key === "ArrowDown") choose(one, one.at + 1);
  else if (event.key === "ArrowUp") choose(one, one.at === -1 ? one.list.children.length - 1 : one.at - 1);
  else if (event.key === "Enter" && one.at >= 0 && one.at < one.list.children.length) location.assign(one.list.children[one.at].dataset.href);
  else return undefined;
  return event.preventDefault();
}

for (const input of document.querySelectorAll("input[data-suggest]")) {
  const one = prepare(input);
  input.addEventListener("input", () => {
    clearTimeout(one.timer);
    one.timer = setTimeout(() => ask(one).catch(() => {}), WAIT);
  });
  input.addEventListener("keydown", (event) => key(one, event));
  input.addEventListener("blur", () => close(one));
  one.list.addEventListener("mousedown", (event) => event.preventDefault());
  one.list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-href]");
    if (option) location.assign(option.dataset.href);
  });
}
