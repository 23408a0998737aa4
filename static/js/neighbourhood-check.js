/*
'Is my neighbourhood on the list?', answered in the browser: only the first half of the postcode is asked for.

Reads postcodes as lbn_site/neighbourhoods/postcodes/writing.py does, and answers as lookup.py does. The answers'
texts are <template>s of the check's page; on other pages that page is fetched for them.
*/
const ENGLAND = "AL B BA BB BD BH BL BN BR BS CA CB CH CM CO CR CT CV CW DA DE DG DH DL DN DT DY E EC EN EX FY GL GU HA HD HG HP HR HU HX IG IP KT L LA LD LE LL LN LS LU M ME MK N NE NG NN NP NR NW OL OX PE PL PO PR RG RH RM S SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO".split(" ");
const ELSEWHERE = "AB BT CF DD EH FK G GY HS IM IV JE KA KW KY ML PA PH SA ZE".split(" ");
const LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
const FORM = /^([A-Z]{1,2})(\d[A-HJ-NP-Z]?|[1-9]\d)(\d[ABD-HJLNP-UW-Z]{2})$/;
const CONFUSED = { O: "O0", 0: "0O", I: "I1", 1: "1I" };

export function readPostcode(text) {
  const letters = text.normalize("NFKC").toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (letters.length < 5 || letters.length > 7) return null;
  let candidates = [""];
  for (const letter of letters) {
    candidates = candidates.flatMap((start) => [...(CONFUSED[letter] ?? letter)].map((end) => start + end));
  }
  for (const candidate of candidates) {
    const [, area, district, inward] = FORM.exec(candidate) ?? [];
    if (ENGLAND.includes(area) || ELSEWHERE.includes(area)) return { area, outward: area + district, inward };
  }
  return null;
}

function isKnown(bitmap, inward) {
  const number = (inward[0] * 20 + LETTERS.indexOf(inward[1])) * 20 + LETTERS.indexOf(inward[2]);
  return ((atob(bitmap).charCodeAt(number >> 3) >> (number & 7)) & 1) === 1;
}

const holds = (joined, inward) => (joined.match(/.../g) ?? []).includes(inward);
const holdsLike = (joined, inward) => (joined.match(/.../g) ?? []).some((code) => code.startsWith(inward.slice(0, 2)));

export function answerFrom(data, inward) {
  const inside = data.places.filter((place) => holds(place.in, inward));
  if (inside.length) return ["listed", inside];
  const near = data.places.filter((place) => holds(place.near + place.by, inward));
  if (near.length) return ["near", near];
  if (data.known !== undefined) return isKnown(data.known, inward) ? ["not-listed", data.places] : ["unknown", []];
  const alike = data.places.filter((place) => holdsLike(place.in + place.near, inward));
  return alike.length ? ["perhaps-near", alike] : ["not-listed", data.places];
}

async function answerTo(postcode, files) {
  if (!postcode) return ["no-postcode", []];
  if (ELSEWHERE.includes(postcode.area)) return ["elsewhere", []];
  const response = await fetch(`${files}${postcode.outward}.json`);
  if (response.status === 404) return ["without-file", []];
  return answerFrom(await response.json(), postcode.inward);
}

async function templateOf(outcome, form) {
  const selector = `template[data-outcome~="${outcome}"]`;
  const here = document.querySelector(selector);
  if (here) return here;
  const page = await (await fetch(form.dataset.page)).text();
  // The policy for styles would complain of the page's own, of which nothing is needed.
  const unstyled = page.replace(/<style[^>]*>[^]*?<\/style>/gi, "");
  return new DOMParser().parseFromString(unstyled, "text/html").querySelector(selector);
}

function filled(template, postcode, places) {
  const part = document.importNode(template.content, true);
  for (const slot of part.querySelectorAll("[data-slot=postcode]")) slot.textContent = `${postcode.outward} ${postcode.inward}`;
  for (const needless of part.querySelectorAll(places.length ? "[data-no-places]" : "[data-places]")) needless.remove();
  for (const slot of part.querySelectorAll("[data-slot=places]")) {
    places.forEach((place, position) => {
      const link = Object.assign(document.createElement("a"), { href: place.url, textContent: `${place.name}, ${place.authority}` });
      slot.append(position ? "; " : "", link);
    });
  }
  return part;
}

for (const form of document.querySelectorAll("[data-neighbourhood-check]")) {
  const answer = form.parentElement.querySelector("[data-answer]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const postcode = readPostcode(form.elements.postcode.value);
    form.setAttribute("aria-busy", "true");
    try {
      const [outcome, places] = await answerTo(postcode, form.dataset.files);
      answer.replaceChildren(filled(await templateOf(outcome, form), postcode, places));
    } catch {
      answer.textContent = form.dataset.failed;
    }
    form.removeAttribute("aria-busy");
    answer.scrollIntoView({ block: "nearest" });
  });
}
