// How far the hour is, in words, each minute; the same words as the server's.
const MINUTE = 60_000;
const place = document.getElementById("hour");

export function words(start, end, now) {
  const planned = Math.floor((end - start) / MINUTE);
  const passed = Math.floor((now - start) / MINUTE);
  if (now < start) return -passed < 100 ? `Starts in ${-passed} min` : "The interview has not begun";
  return now < end ? `${passed} of ${planned} min passed` : `Ended, ${planned} min planned`;
}

if (place) {
  const start = Date.parse(place.dataset.start);
  const end = Date.parse(place.dataset.end);
  const tick = () => (place.textContent = words(start, end, Date.now()));
  tick();
  setInterval(tick, MINUTE / 4);
  document.addEventListener("visibilitychange", () => !document.hidden && tick());
}
