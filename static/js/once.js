// A second click on a form's button sends nothing twice. Only for a moment: what was stopped or failed can be sent again.
const MOMENT = 3_000;
const sentAt = new WeakMap();

document.addEventListener("submit", (event) => {
  const { target: form, timeStamp } = event;
  if (event.defaultPrevented || form.method !== "post") return;
  if (timeStamp - (sentAt.get(form) ?? -MOMENT) < MOMENT) event.preventDefault();
  else sentAt.set(form, timeStamp);
});
