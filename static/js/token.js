// A form's token is good for one session. After signing out and in again in another tab, this page takes the new one, so
// that what was typed here can still be sent.
let refused = false;

async function renew() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("input[name=csrf_token]")?.value;
  if (!token) return;
  for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = token;
  refused = false;
}

document.addEventListener("htmx:before:response", (event) => {
  if (event.detail.ctx.response.status !== 400) return;
  refused = true;
  renew();
});

document.addEventListener("visibilitychange", () => refused && !document.hidden && renew());
