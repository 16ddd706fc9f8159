// A scorecard saves itself, one group of fields at a time (htmx sends them). This says in words how each stands, sends
// what is newest, tries again when it failed, and asks before one leaves with something unsaved.
const FIRST_WAIT = 2_000;
const LONGEST_UNSAVED = 4_000; // who types without a pause is saved meanwhile
const LONGEST_WAIT = 30_000;
const states = new WeakMap();
let leaving = false;

const form = document.querySelector("form[id^='scorecard-']");
const groups = () => [...(form?.querySelectorAll("[data-group]") ?? [])];
const groupAt = (element) => element?.closest?.("[data-group]");
const field = (group, name) => group.querySelector(`[name="${group.dataset.group}${name}"]`);

function content(group) {
  const chosen = group.querySelector(`[name="${group.dataset.group}choice"]:checked`);
  return `${chosen?.value ?? ""}\n${field(group, "words").value}`;
}

function stateOf(group) {
  if (!states.has(group)) {
    const words = group.querySelector(".saved");
    states.set(group, { stored: "unsaved" in group.dataset ? null : content(group), sent: null, refused: null, since: 0, attempts: [], wait: FIRST_WAIT, retry: 0, words: words.textContent, kind: words.className });
  }
  return states.get(group);
}

function say(group, words, kind) {
  const place = group.querySelector(".saved");
  const className = kind.startsWith("saved ") ? kind : `saved saved-${kind}`;
  if (place.className !== className) place.className = className;
  if (place.textContent !== words) place.textContent = words;
}

const isUnsaved = (group) => content(group) !== stateOf(group).stored;

function typed(event) {
  const group = groupAt(event.target);
  if (!group) return;
  const state = stateOf(group);
  if (isUnsaved(group)) {
    say(group, "Not saved yet", "unsaved");
    state.since ||= Date.now();
    if (Date.now() - state.since > LONGEST_UNSAVED) save(group);
  } else if (!state.sent) say(group, state.words, state.kind);
}

// The newest of this group alone, on the revision known by now: it may have waited for an earlier save to come back.
function bodyOf(group) {
  const body = new URLSearchParams();
  const [choice, ...words] = content(group).split("\n");
  body.set("csrf_token", form.elements.csrf_token.value);
  body.set(`${group.dataset.group}choice`, choice);
  body.set(`${group.dataset.group}words`, words.join("\n"));
  body.set(`${group.dataset.group}base`, field(group, "base").value);
  for (const attempt of stateOf(group).attempts) body.append(`${group.dataset.group}attempt`, attempt);
  return body;
}

function failed(group, words) {
  const state = stateOf(group);
  clearTimeout(state.retry);
  state.retry = setTimeout(() => save(group), state.wait);
  say(group, `${words} Trying again every few seconds.`, "failed");
  state.wait = Math.min(state.wait * 2, LONGEST_WAIT);
  state.sent = null;
}

function save(group) {
  clearTimeout(stateOf(group).retry);
  group.dispatchEvent(new CustomEvent("save"));
}

// Signed out and in again in another tab: the page's token is of the old session, so ask for the new one.
async function renewToken() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("input[name=csrf_token]")?.value;
  for (const input of token ? document.querySelectorAll("input[name=csrf_token]") : []) input.value = token;
}

if (form) {
  document.documentElement.classList.add("saves-itself");
  for (const group of groups()) stateOf(group);
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);

  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    const group = groupAt(ctx.sourceElement);
    if (!group) return;
    const state = stateOf(group);
    if (ctx.sourceElement !== group) return say(group, "Saving", "saving");
    if (!isUnsaved(group) || content(group) === state.refused) {
      event.preventDefault();
      return say(group, state.words, state.kind);
    }
    ctx.request.body = bodyOf(group);
    state.sent = content(group);
    state.since = 0;
    state.attempts = [...state.attempts.filter((text) => text !== state.sent), state.sent].slice(-8);
    say(group, "Saving", "saving");
  });

  document.addEventListener("htmx:before:response", (event) => {
    const { ctx } = event.detail;
    const group = groupAt(ctx.sourceElement);
    const { status } = ctx.response;
    if (!group || (!ctx.hx?.redirect && [200, 409, 422].includes(status))) return;
    event.preventDefault(); // whatever else came back must not take the place of what was typed
    if (ctx.hx?.redirect || status === 400) {
      failed(group, "Not saved: you are signed out here. Sign in in another tab.");
      renewToken();
    } else failed(group, "Not saved.");
  });

  document.addEventListener("htmx:after:swap", (event) => {
    const { ctx } = event.detail;
    groups().forEach(stateOf); // one that was settled came back anew, as it is stored
    const group = groupAt(ctx.sourceElement);
    if (!group?.isConnected) return;
    const state = stateOf(group);
    const { status } = ctx.response;
    if (status === 200 && state.sent !== null) {
      state.stored = state.sent;
      state.wait = FIRST_WAIT;
    }
    state.refused = status === 200 ? null : state.sent;
    state.attempts = [];
    state.sent = null;
    const place = group.querySelector(".saved");
    state.words = place.textContent;
    state.kind = place.className;
    if (status === 200 && isUnsaved(group)) say(group, "Not saved yet", "unsaved");
  });

  document.addEventListener("htmx:error", (event) => {
    const group = groupAt(event.detail.ctx?.sourceElement);
    if (group) failed(group, "Not saved: the portal did not answer.");
  });

  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-final")) {
      leaving = true;
      for (const group of groups()) {
        for (const attempt of stateOf(group).attempts) {
          const input = Object.assign(document.createElement("input"), { type: "hidden", name: `${group.dataset.group}attempt`, value: attempt });
          form.append(input);
        }
      }
    } else if (!event.submitter?.name) {
      event.preventDefault(); // Enter on a step, or "Save": nothing leaves the page
      for (const group of groups().filter(isUnsaved)) save(group);
    }
  });

  // htmx takes hold of the page a moment after it is shown: what was already typed or chosen then is sent now.
  document.addEventListener("htmx:after:process", (event) => {
    if (event.target === document.body) groups().filter(isUnsaved).forEach(save);
  });
  addEventListener("online", () => groups().filter(isUnsaved).forEach(save));
  document.addEventListener("visibilitychange", () => document.hidden && groups().filter(isUnsaved).forEach(save));
  addEventListener("beforeunload", (event) => {
    if (!leaving && groups().some(isUnsaved)) event.preventDefault();
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
