/* 'Was this answer helpful?' answered in place, so that readers keep theirs. Without scripts the form opens a page. */
document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!form.matches(".helpful") || !submitter) return;
  event.preventDefault();
  const body = new URLSearchParams({ [submitter.name]: submitter.value });
  const headers = { Accept: "application/json" };
  const response = await fetch(form.action, { method: "POST", body, headers }).catch(() => null);
  const thanks = document.createElement("p");
  thanks.tabIndex = -1;
  if (response?.ok) {
    const link = document.createElement("a");
    link.href = (await response.json()).more;
    link.textContent = "Tell us more";
    thanks.append("Thank you. ", link);
  } else if (response?.status === 429) thanks.append("Thank you, we have your answer already.");
  else {
    thanks.append("This could not be sent. Please try again later.");
  }
  form.replaceChildren(thanks);
  thanks.focus();
});
