// <select data-own-zone>: proposes the zone of this device, where the list has it.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
for (const select of document.querySelectorAll("select[data-own-zone]")) {
  if ([...select.options].some((option) => option.value === zone)) select.value = zone;
}
