/*
The choice about optional cookies, read here and nowhere else: pages are the same for everyone.

`<html data-cookies>` says what counts now: the accepted categories joined by "+", "none", "ask" while there is no
answer. It is not there until this script has run. Each change is told by the event "cookie-choice" on the document.
*/
const root = document.documentElement;
const { version } = document.getElementById("consent").dataset;
const notice = document.querySelector(".cookie-notice");
const saved = document.getElementById("cookies-saved");
let sendPlainly = false;

function accepted() {
  const written = /(?:^|; )cookie_choice=(\d+)\.([a-z+]+)\.(\d{4}-\d\d-\d\d)(?=;|$)/;
  const [, asked, choice, day] = document.cookie.match(written) ?? [];
  if (asked === version && Date.now() - Date.parse(day) < 366 * 864e5) return choice;
  return navigator.globalPrivacyControl ? "none" : "ask";
}

function show() {
  const choice = accepted();
  root.dataset.cookies = choice;
  if (notice) showNotice(choice === "ask");
  const signal = document.getElementById("cookie-signal");
  if (signal) signal.hidden = !navigator.globalPrivacyControl;
  for (const radio of document.querySelectorAll("[data-cookie-form] [type=radio]")) {
    radio.checked = choice !== "ask" && (radio.value === "yes") === choice.split("+").includes(radio.name);
  }
  document.dispatchEvent(new Event("cookie-choice"));
}

function showNotice(asks) {
  const isAtConfirmation = location.hash === "#cookies-saved";
  notice.querySelector("form").hidden = !asks;
  notice.hidden = !asks && !isAtConfirmation;
  if (asks && isAtConfirmation) {
    // An address that somebody else passed on: nothing was saved in this browser.
    saved.hidden = true;
    location.replace("#");
  }
}

function confirm() {
  const message = saved ?? document.getElementById("cookie-status");
  if (notice) {
    notice.querySelector("form").hidden = true;
    notice.hidden = saved.hidden = false;
  } else message.textContent = "Your choice is saved.";
  if (!document.cookie.includes("cookie_choice=")) {
    message.textContent = "Your browser keeps no cookies, so your choice could not be saved. We use no optional cookies.";
  }
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
