import htmx from "htmx.org/dist/htmx.esm.js";
import "bootstrap/js/src/collapse.js";
import "bootstrap/js/src/dropdown.js";
import { wireCopies } from "./copy.js";
import { wireErrors } from "./errors.js";
import { wireUploads } from "./upload.js";

// No inline style, no eval (both are refused by the CSP), and no page with personal data kept in sessionStorage.
Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollBehavior: "auto",
  // Every page, refused forms and status pages included, has a <main>: what came back is always shown.
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: true, error: true, select: "main", target: "main", swapOverride: "outerHTML" },
  ],
});

// Runs for the first page and again for whatever htmx brings in.
htmx.onLoad((content) => {
  wireCopies(content);
  wireErrors(content);
  wireUploads(content, htmx);
});

// A <details> menu closes on Escape and on a click elsewhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details.confirm[open]");
  open?.removeAttribute("open");
  open?.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.confirm[open]"))
    if (!open.contains(event.target)) open.removeAttribute("open");
});

// The second click of an impatient hand is not sent; the server would give it the first one's answer anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
