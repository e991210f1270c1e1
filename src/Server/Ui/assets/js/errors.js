// A refused form puts the reader (and the screen reader) at the list of what is wrong.
export function wireErrors(content) {
  const summary = content.querySelector("[data-error-summary]");
  if (!summary) return;
  summary.focus();
  for (const link of summary.querySelectorAll("a[href^='#']"))
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      field.scrollIntoView({ block: "center" });
      (field.matches("fieldset") ? field.querySelector("input") : field).focus();
    });
}
