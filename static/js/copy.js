// A button below each text that people may want to copy, such as a citation. Without it a tap selects the text.

for (const text of document.querySelectorAll("[data-copy-text]")) {
  const row = document.createElement("p");
  const button = document.createElement("button");
  const status = document.createElement("span");
  button.className = "button button--quiet";
  button.textContent = "Copy";
  status.setAttribute("role", "status");
  row.append(button, " ", status);
  text.after(row);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      status.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(text);
      status.textContent = "Selected: now copy it.";
    }
    setTimeout(() => {
      status.textContent = "";
    }, 4000);
  });
}
