// Warns before the session ends, and prolongs it without leaving the page. Text is safe either way: drafts are kept on the server.
const box = document.getElementById("session-warning");
const when = document.getElementById("session-warning-when");
const stay = document.getElementById("session-stay");
const WARN_SECONDS = 300;
let ends = Date.now() + Number(box.dataset.seconds) * 1000;

async function secondsLeft() {
  const answer = await fetch("/account/session/", { headers: { Accept: "application/json" } });
  return answer.ok ? (await answer.json()).seconds : 0;
}

// Another tab may have prolonged the session, so ask before saying anything.
async function look() {
  if (ends - Date.now() > WARN_SECONDS * 1000) return;
  ends = Date.now() + (await secondsLeft()) * 1000;
  const left = Math.round((ends - Date.now()) / 60000);
  const hide = ends - Date.now() > WARN_SECONDS * 1000;
  if (!hide && box.hidden) box.hidden = false;
  if (hide) box.hidden = true;
  when.textContent = left > 1 ? `in ${left} minutes` : left === 1 ? "in one minute" : "now";
}

stay.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch(stay.action, { method: "POST", body: new FormData(stay), headers: { Accept: "application/json" } });
  if (!answer.ok) return stay.submit();
  ends = Date.now() + (await answer.json()).seconds * 1000;
  box.hidden = true;
});

setInterval(look, 15000);
