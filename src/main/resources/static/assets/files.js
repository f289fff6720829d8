// Files are sent one by one with their progress, and the list is renewed in place: nothing else that is typed on the page
// is lost. Without this file the form sends them all at once.
"use strict";
(() => {
  const busy = new WeakSet();
  const say = (form, key, ...values) => values.reduce((text, value, no) => text.replaceAll(`{${no}}`, value), form.dataset[key]);
  const renew = async (section, back) => {
    const answer = await fetch(section.dataset.list, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) { return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("handed");
    if (fresh === null) { return; }
    const aside = section.querySelector("button[formtarget]") !== null;
    fresh.querySelectorAll("[name=back]").forEach((field) => { field.value = back; });
    if (aside) { fresh.querySelectorAll("button:not([type=button])").forEach((button) => { button.formTarget = "_blank"; }); }
    section.querySelector("h2").textContent = fresh.querySelector("h2").textContent;
    section.querySelector("[data-files]").replaceWith(fresh.querySelector("[data-files]"));
  };
  const send = (form, file, row) => new Promise((done) => {
    const body = new FormData();
    form.querySelectorAll("input:not([type=file]), select").forEach((field) => body.append(field.name, field.value));
    body.append("one", "yes");
    body.append("files", file, file.name);
    const bar = document.createElement("progress");
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const state = document.createElement("span");
    state.textContent = say(form, "sending");
    row.replaceChildren(row.firstChild, bar, state);
    const end = (ok, sentence, mayTryAgain) => {
      bar.remove();
      state.textContent = sentence;
      state.className = ok ? "soft" : "wrong";
      if (mayTryAgain) {
        const again = document.createElement("button");
        again.type = "button";
        again.className = "second";
        again.textContent = say(form, "again");
        again.addEventListener("click", async () => {
          busy.add(form);
          const added = await send(form, file, row);
          busy.delete(form);
          await finish(form, added ? 1 : 0);
        });
        row.append(again);
      }
      done(ok);
    };
    if (file.size > Number(form.dataset.upload)) {
      end(false, say(form, "tooLarge", Math.ceil(file.size / 104857.6) / 10, form.dataset.megabytes));
      return;
    }
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => { bar.value = event.loaded; });
    request.addEventListener("load", () => {
      let answer = null;
      try { answer = JSON.parse(request.responseText); } catch { answer = null; }
      if (request.status === 200 && answer !== null) { end(true, say(form, "done")); return; }
      end(false, answer?.sentence ?? say(form, request.status === 403 || request.status === 200 ? "ended" : "failed"), answer === null || request.status >= 500);
    });
    request.addEventListener("error", () => end(false, say(form, "failed"), true));
    request.send(body);
  });
  const finish = async (form, added) => {
    if (added === 0) { return; }
    const section = form.closest(".handed");
    const back = form.querySelector("[name=back]").value;
    const said = section.querySelector("[data-said]");
    said.textContent = say(form, "added", added);
    said.hidden = false;
    await renew(section, back);
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !("upload" in form.dataset)) { return; }
    event.preventDefault();
    if (busy.has(form)) { return; }
    const list = form.querySelector("[data-progress]");
    list.replaceChildren();
    list.hidden = false;
    const inputs = [...form.querySelectorAll("input[type=file]")];
    const files = inputs.flatMap((input) => [...input.files]);
    if (files.length === 0) {
      const none = document.createElement("li");
      none.className = "wrong";
      none.textContent = say(form, "none");
      list.append(none);
      inputs[0].focus();
      delete form.dataset.sent;
      return;
    }
    busy.add(form);
    const rows = files.map((file) => {
      const row = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = file.name;
      row.append(name);
      list.append(row);
      return row;
    });
    let added = 0;
    for (let no = 0; no < files.length; no++) { added += await send(form, files[no], rows[no]) ? 1 : 0; }
    inputs.forEach((input) => { input.value = ""; });
    if (added === files.length) { list.replaceChildren(); list.hidden = true; }
    busy.delete(form);
    delete form.dataset.sent;
    await finish(form, added);
  });
})();
