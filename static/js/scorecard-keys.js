// Keys of a scorecard, as its "Keys" fold lists them. They rest while one types, and can be turned off for good.
const OFF = "colloquy-scorecard-keys-off";
const form = document.querySelector("form[id^='scorecard-']");
const places = [...document.querySelectorAll("[id^='question-']")];
const box = document.getElementById("keys-on");
const rail = document.querySelector(".rail");
let current = 0;

function goTo(index) {
  const place = places[index];
  if (!place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
  mark(index);
}

function mark(index) {
  current = index;
  for (const link of rail?.querySelectorAll("a") ?? []) {
    if (link.hash === `#${places[index].id}`) {
      if (link.hasAttribute("aria-current")) continue;
      link.setAttribute("aria-current", "true");
      const list = link.closest("ol");
      list.scrollTo({ left: link.parentElement.offsetLeft - list.clientWidth / 2 });
    } else link.removeAttribute("aria-current");
  }
}

const toggle = (place, css) => {
  const fold = place.querySelector(css);
  if (fold) fold.open = !fold.open;
};

function press(key, place) {
  if (/^[0-5]$/.test(key)) {
    const step = place.querySelector(`input[type=radio][value="${key === "0" ? "none" : key}"]`);
    if (!step) return false;
    step.focus({ preventScroll: true });
    step.click();
  } else if (key === "n") goTo(Math.min(current + 1, places.length - 1));
  else if (key === "p") goTo(Math.max(current - 1, 0));
  else if (key === "f") toggle(place, ".question-folds .fold");
  else if (key === "a") toggle(place, "[data-anchors]");
  else if (key === "e") place.querySelector("textarea")?.focus();
  else return false;
  return true;
}

if (form && box) {
  box.checked = localStorage.getItem(OFF) === null;
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const writes = event.target.closest?.("textarea, select, input:not([type=radio], [type=checkbox])");
    if (writes) {
      if (event.key === "Escape" && places.length) goTo(current);
      return;
    }
    if (box.checked && places[current] && press(event.key, places[current])) event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    const index = places.findIndex((place) => place.contains(event.target));
    if (index >= 0) mark(index);
  });
}

if (places.length) {
  // Where one reads is the last question whose head has passed the upper third of the window.
  const look = () => {
    const line = innerHeight / 3;
    const index = places.findLastIndex((place) => place.getBoundingClientRect().top <= line);
    if (!places[current].contains(document.activeElement) || document.activeElement === document.body) mark(Math.max(index, 0));
  };
  addEventListener("scroll", look, { passive: true });
  look();
}
