// Copy buttons stay hidden where the browser has no clipboard (plain http): the text beside them can be marked by hand.
export function wireCopies(content) {
  if (!navigator.clipboard) return;
  for (const button of content.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const label = button.querySelector("[data-label]");
      const before = label.textContent;
      label.textContent = button.dataset.copied;
      setTimeout(() => (label.textContent = before), 2000);
    });
  }
}
