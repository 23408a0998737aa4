/*
Loads the counting program that staff entered, only after a yes to optional cookies. When the yes is taken back the
visitor is led to the page that confirms it, because a script that runs cannot be unloaded, only left behind.
*/
const root = document.documentElement;
const { kind, url, site } = document.getElementById("provider").dataset;
const base = url.replace(/\/$/, "");
let isLoaded = false;

const programs = {
  plausible: () => ({ src: `${base}/js/script.js`, data: { domain: site } }),
  goatcounter: () => ({ src: `${base}/count.js`, data: { goatcounter: `${base}/count` } }),
  matomo: () => {
    window._paq = [["setTrackerUrl", `${base}/matomo.php`], ["setSiteId", site], ["trackPageView"]];
    return { src: `${base}/matomo.js`, data: {} };
  },
};

function decide() {
  const agreed = (root.dataset.cookies ?? "").split("+").includes("analytics");
  if (isLoaded && !agreed) location.replace("/cookies/choice");
  if (isLoaded || !agreed) return;
  isLoaded = true;
  const { src, data } = programs[kind]();
  const script = Object.assign(document.createElement("script"), { src, async: true });
  Object.assign(script.dataset, data);
  document.head.append(script);
}

document.addEventListener("cookie-choice", decide);
decide();
