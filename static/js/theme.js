// Choosing the colours shows at once and keeps the page as it is; without this module the form posts and comes back.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-theme-choice]");
  const chosen = event.submitter?.value;
  if (!form || !chosen) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  document.documentElement.dataset.theme = chosen;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", button.value === chosen);
  try {
    await fetch(form.action, { method: "POST", body, redirect: "manual" });
  } catch {
    form.submit(); // offline: let the browser say so
  }
});

// The menu the choice stands in closes with Escape and with a click elsewhere.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
