// Arrow keys, Home and End move between the rows of a list whose rows each have one .row-link. Enter follows it, as ever.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const here = event.target.closest?.(".row-link");
  if (!here) return;
  const links = [...here.closest("table").querySelectorAll("tbody .row-link")];
  const at = links.indexOf(here);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined || !links[to]) return;
  event.preventDefault();
  links[to].focus();
  links[to].closest("tr").scrollIntoView({ block: "nearest" });
});
