/*
Tells the site that this page was opened: with the page that led here only after a yes to optional cookies
(`data-visits`); without an answer only the path, and only if the site counts everyone's page views (`data-all`).
After a no nothing is sent. The server decides once more by the same rules.
*/
const root = document.documentElement;
const rules = document.getElementById("statistics").dataset;
let isPageCounted = false;
let isVisitCounted = false;

function send(fields) {
  if (isPageCounted) fields.again = "";
  navigator.sendBeacon("/_private/count", new URLSearchParams({ path: location.pathname, ...fields }));
  isPageCounted = true;
}

function count() {
  const choice = root.dataset.cookies ?? (document.getElementById("consent") ? "wait" : "ask");
  if (choice === "wait" || /(?:^|; )staff=/.test(document.cookie)) return;
  if ("visits" in rules && choice.split("+").includes("analytics")) {
    if (!isVisitCounted) send({ from: document.referrer });
    isVisitCounted = true;
  } else if ("all" in rules && choice === "ask" && !navigator.globalPrivacyControl && !isPageCounted) send({});
}

document.addEventListener("cookie-choice", count);
count();
