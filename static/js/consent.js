/*
The choice about optional cookies, read here and nowhere else: pages are the same for everyone.

`<html data-cookies>` says what counts now: the accepted categories joined by "+", "none", "ask" while there is no
answer, or "wait" until this script has run. Each change is told by the event "cookie-choice" on the document.
*/
const root = document.documentElement;
const { version } = document.getElementById("consent").dataset;
let sendPlainly = false;

function accepted() {
  const [, asked, choice] = document.cookie.match(/(?:^|; )cookie_choice=(\d+)\.([a-z+]+)\./) ?? [];
  if (asked === version) return choice;
  return navigator.globalPrivacyControl ? "none" : "ask";
}

function show() {
  const choice = accepted();
  root.dataset.cookies = choice;
  const signal = document.getElementById("cookie-signal");
  if (signal) signal.hidden = !navigator.globalPrivacyControl;
  for (const radio of document.querySelectorAll("[data-cookie-form] [type=radio]")) {
    radio.checked = choice !== "ask" && (radio.value === "yes") === choice.split("+").includes(radio.name);
  }
  document.dispatchEvent(new Event("cookie-choice"));
}

function confirm() {
  const notice = document.querySelector(".cookie-notice");
  notice?.classList.add("is-answered");
  const message = document.getElementById(notice ? "cookies-saved" : "cookie-status");
  if (!notice) message.textContent = "Your choice is saved.";
  message.focus();
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!form.matches("[data-cookie-form]") || sendPlainly) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.set(submitter.name, submitter.value);
  const headers = { Accept: "application/json" };
  const response = await fetch(form.action, { method: "POST", body, headers }).catch(() => null);
  if (!response?.ok) {
    sendPlainly = true;
    form.requestSubmit(submitter);
    return;
  }
  for (const name of (await response.json()).clear) localStorage.removeItem(name);
  show();
  confirm();
});

addEventListener("pageshow", (event) => event.persisted && show());
show();
