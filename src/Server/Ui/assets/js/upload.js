// Without this script an upload field is an ordinary form with a button. With it: drag and drop, the size looked at
// before anything is sent (a server that closes the connection half way shows the user nothing), and progress.
export function wireUploads(content, htmx) {
  const forms = content.matches?.("form[data-upload]") ? [content] : content.querySelectorAll("form[data-upload]");
  for (const form of forms) wire(form, htmx);
}

function wire(form, htmx) {
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector("[data-zone]");
  form.classList.add("is-live");

  input.addEventListener("change", () => send(form, input.files[0], htmx));
  for (const name of ["dragenter", "dragover"])
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("is-over");
    });
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    send(form, event.dataTransfer.files[0], htmx);
  });
}

function send(form, file, htmx) {
  if (!file || form.dataset.busy) return;
  const words = form.dataset;
  if (file.size > Number(words.maxBytes)) return say(form, words.tooLarge.replace("{0}", size(file.size)), true);

  const progress = form.querySelector("progress");
  const body = new FormData(form);
  const token = body.get("__RequestVerificationToken");
  const input = form.querySelector("input[type=file]");
  body.delete("__RequestVerificationToken");
  body.set(input.name, file, file.name);

  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  // In the header: a refusal can then be answered before the body is read.
  request.setRequestHeader("X-CSRF-TOKEN", token);
  request.setRequestHeader("HX-Request", "true");
  request.upload.onprogress = (event) => {
    progress.value = event.loaded / event.total;
    const done = event.loaded === event.total;
    say(form, done ? words.checking : words.sending.replace("{0}", Math.round(progress.value * 100)), false);
  };
  request.onload = () => finish(form, request, htmx);
  request.onerror = () => stop(form, words.broken);
  form.dataset.busy = "yes";
  progress.hidden = false;
  progress.value = 0;
  request.send(body);
}

function finish(form, request, htmx) {
  const location = request.getResponseHeader("HX-Location");
  if (request.status < 300 && location)
    return htmx.ajax("GET", location, { target: "main", select: "main", swap: "outerHTML" });
  if (request.responseText.includes("<main")) {
    delete form.dataset.busy;
    return htmx.swap("main", request.responseText, { swapStyle: "outerHTML" }, { select: "main" });
  }
  const words = form.dataset;
  stop(form, request.status === 413 ? words.tooLarge.replace("{0}", "") : words.broken);
}

function stop(form, sentence) {
  delete form.dataset.busy;
  form.querySelector("progress").hidden = true;
  form.querySelector("input[type=file]").value = "";
  say(form, sentence, true);
}

function say(form, sentence, wrong) {
  const status = form.querySelector("[data-status]");
  if (status.textContent !== sentence) status.textContent = sentence;
  status.classList.toggle("invalid-text", wrong);
}

function size(bytes) {
  return (bytes / 1048576).toFixed(1) + " MB";
}
