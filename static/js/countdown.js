// <time datetime="2026-12-08T13:30:00+00:00" data-countdown>in 2 h</time>: the words follow the clock, once a minute.
const MINUTE = 60_000;

export function words(milliseconds) {
  const minutes = Math.round(Math.abs(milliseconds) / MINUTE);
  if (minutes === 0) return "now";
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  let length;
  if (days >= 2) length = `${days} days`;
  else if (hours === 0) length = `${minutes} min`;
  else length = minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return milliseconds > 0 ? `in ${length}` : `${length} ago`;
}

function tick() {
  for (const time of document.querySelectorAll("time[data-countdown]")) {
    const left = Date.parse(time.dateTime) - Date.now();
    if (Number.isNaN(left)) continue;
    const said = words(left);
    if (time.textContent !== said) time.textContent = said;
  }
}

tick();
setTimeout(() => { tick(); setInterval(tick, MINUTE); }, MINUTE - (Date.now() % MINUTE));
document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
document.addEventListener("htmx:after:swap", tick);
