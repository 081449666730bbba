// A print says when it was made, not when the page was fetched, and shows what is folded away on the screen.
const stamp = document.querySelector("[data-printed]");
const folded = () => document.querySelectorAll(".wm-manual details:not([open])");
let opened = [];

addEventListener("beforeprint", () => {
  const now = new Date();
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" }).format(now);
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" }).format(now);
  if (stamp) stamp.textContent = `${day} ${time}`;
  opened = [...folded()];
  opened.forEach((one) => { one.open = true; });
});
addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));

// On a phone the list of sections is folded at first, so that the text comes soon.
const jump = document.querySelector(".wm-manual__jump");
if (jump && matchMedia("(max-width: 60rem)").matches) jump.open = false;
