// Moving an item of a list, by drag or by Alt + arrow. Without this module the up and down buttons do the same.
//
//   <ol class="items" data-reorder>
//     <li id="question-12"> ... a grip and a form[data-move]: the macro page.move writes both ... </li>
//   </ol>
//
// The form posts to=<new position, counted from 1>. A drop submits the dragged item's own form with the place it was
// dropped at, so there is one address, one token, and htmx attributes on the form act as for the buttons.

const lists = () => document.querySelectorAll("[data-reorder]");
const itemOf = (node) => node.closest?.("[data-reorder] > *");
let dragged = null;

function ready() {
  for (const list of lists()) list.classList.add("reorder-ready");
}

function moveTo(item, position) {
  const form = item.querySelector("form[data-move]");
  const button = document.createElement("button");
  Object.assign(button, { name: "to", value: position, hidden: true });
  form.append(button);
  form.requestSubmit(button);
  button.remove();
}

function unmark() {
  for (const node of document.querySelectorAll(".drop-before, .drop-after")) node.classList.remove("drop-before", "drop-after");
}

document.addEventListener("dragstart", (event) => {
  if (!event.target.closest?.(".grip")) return;
  dragged = itemOf(event.target);
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  event.dataTransfer.setDragImage(dragged, 12, 12);
  requestAnimationFrame(() => dragged?.classList.add("dragged"));
});

function landing(event) {
  const over = dragged && itemOf(event.target);
  if (!over || over.parentNode !== dragged.parentNode) return null;
  const box = over.getBoundingClientRect();
  return { over, after: event.clientY > box.top + box.height / 2 };
}

document.addEventListener("dragover", (event) => {
  const place = landing(event);
  if (!place) return;
  event.preventDefault();
  unmark();
  if (place.over !== dragged) place.over.classList.add(place.after ? "drop-after" : "drop-before");
});

document.addEventListener("drop", (event) => {
  const place = landing(event);
  if (!place) return;
  event.preventDefault();
  const items = [...dragged.parentNode.children];
  const from = items.indexOf(dragged);
  let to = items.indexOf(place.over) + (place.after ? 1 : 0);
  if (to > from) to -= 1; // its own place is vacated first
  if (to !== from) moveTo(dragged, to + 1);
});

document.addEventListener("dragend", () => {
  unmark();
  dragged?.classList.remove("dragged");
  dragged = null;
});

document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const item = itemOf(event.target);
  const buttons = item?.querySelectorAll("form[data-move] button[name=to]");
  if (!buttons?.length) return;
  event.preventDefault();
  const button = event.key === "ArrowUp" ? buttons[0] : buttons[1];
  if (!button.disabled) button.form.requestSubmit(button);
});

// The button that was pressed can end disabled, at the top or the bottom, and would drop the focus: hand it to its twin.
let moved = null;
document.addEventListener("submit", (event) => {
  if (event.target.matches?.("form[data-move]")) moved = itemOf(event.target)?.id ?? null;
});

function refocus() {
  const at = document.activeElement;
  if (moved && (!at || at === document.body || at.disabled)) {
    document.getElementById(moved)?.querySelector("form[data-move] button:enabled")?.focus();
  }
  moved = null;
}

ready();
document.addEventListener("htmx:after:swap", () => { ready(); refocus(); });
