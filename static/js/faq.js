// The questions page: open what an address names, filter, open all, copy links. Everything works without it.

const questions = [...document.querySelectorAll(".question")];
const form = document.querySelector(".faq-filter");
const input = form?.querySelector("input");
const status = form?.querySelector("[role=status]");
const folded = questions.filter((question) => question.tagName === "DETAILS");

// Addresses: /faqs/#slug, by load, by hashchange, by a link within the page, and again by the same link.

function reveal(hash) {
  let id = hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // A stray % in a pasted address: look for it as it stands.
  }
  const question = id && document.getElementById(id)?.closest(".question");
  if (!question) return;
  if (question.hidden) show("");
  question.open = true;
  const heading = question.querySelector("h2, h3");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

// A heading that can be focused would keep its summary from being clicked in some browsers.
function release(event) {
  event.target.closest(".question :is(h2, h3)")?.removeAttribute("tabindex");
}

addEventListener("hashchange", () => reveal(location.hash));
document.addEventListener("focusout", release);
document.addEventListener("pointerdown", release);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && link.hash === location.hash) reveal(link.hash);
});
// Twice: while it loads, a browser takes the focus back from the heading of an old address.
reveal(location.hash);
addEventListener("load", () => {
  reveal(location.hash);
  // In a preview: the draft is what its writer wants to see. Later previews keep the place by themselves.
  const draft = document.querySelector("[data-draft]");
  if (draft) setTimeout(() => scrollY || draft.scrollIntoView(), 100);
});

// Open all, and open all to print.

if (folded.length) {
  const button = document.createElement("button");
  button.className = "button button--quiet questions__open";
  const allOpen = () => folded.every((question) => question.open);
  const rename = () => {
    button.textContent = allOpen() ? "Close all answers" : "Open all answers";
  };
  button.addEventListener("click", () => {
    const open = !allOpen();
    for (const question of folded) question.open = open;
  });
  for (const question of folded) question.addEventListener("toggle", rename);
  rename();
  document.querySelector(".questions").before(button);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folded.filter((question) => !question.open);
    for (const question of closed) question.open = true;
  });
  addEventListener("afterprint", () => {
    for (const question of closed) question.open = false;
  });
}

// The filter: every word must stand somewhere in the question or its answer.

const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f‘’'"“”]/g, "");
let texts;
let timer;

function show(query) {
  texts ??= questions.map((question) => plain(question.textContent));
  if (input.value.trim() !== query) input.value = query;
  const words = plain(query).split(/\s+/).filter(Boolean);
  let count = 0;
  questions.forEach((question, index) => {
    question.hidden = !words.every((word) => texts[index].includes(word));
    if (!question.hidden) count += 1;
  });
  for (const section of document.querySelectorAll(".questions")) {
    section.hidden = !section.querySelector(".question:not([hidden])");
  }
  clearTimeout(timer);
  timer = setTimeout(() => announce(query, words.length ? count : null), 400);
}

function announce(query, count) {
  status.textContent =
    count === null ? "" : count === 1 ? "1 question found." : count ? `${count} questions found.` : "No question found. ";
  if (count === 0) {
    const link = document.createElement("a");
    link.href = `${form.action}?${new URLSearchParams({ query, scope: "faq" })}`;
    link.textContent = `Search the whole site for “${query}”`;
    status.append(link);
  }
}

if (form) {
  input.addEventListener("input", () => show(input.value.trim()));
  form.addEventListener("submit", (event) => {
    const found = questions.find((question) => !question.hidden);
    if (!input.value.trim() || !found) return;
    event.preventDefault();
    found.querySelector("summary, a").focus();
  });
}

// Copy links.

for (const link of document.querySelectorAll("a[data-copy]")) {
  const button = document.createElement("button");
  button.append(...link.childNodes);
  button.firstChild.data = "Copy link ";
  link.replaceWith(button);
  button.addEventListener("click", async () => {
    let text = "Link copied ";
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      text = `${link.href} `;
    }
    button.firstChild.data = text;
    setTimeout(() => {
      button.firstChild.data = "Copy link ";
    }, 4000);
  });
}
