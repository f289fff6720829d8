// Files are sent one by one with their progress, large ones in parts, and the list is renewed in place: nothing else that is
// typed on the page is lost. Without this file the form sends them all at once.
"use strict";
(() => {
  const busy = new WeakSet();
  const PART = 256 * 1024;
  const MOST_TRIES = 40;
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
    section.querySelector("[data-unfinished]")?.remove();
  };
  // a row of the list while its file is sent; end() says how it went
  const shown = (form, file, row) => {
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
      return ok;
    };
    return { bar, state, end };
  };
  const send = (form, file, row) => {
    if (file.size > Number(form.dataset.upload)) {
      return shown(form, file, row).end(false, say(form, "tooLarge", Math.ceil(file.size / 104857.6) / 10, form.dataset.megabytes));
    }
    return file.size > PART && window.crypto?.subtle ? inParts(form, file, row) : atOnce(form, file, row);
  };
  const atOnce = (form, file, row) => new Promise((done) => {
    const { bar, end } = shown(form, file, row);
    const body = new FormData();
    form.querySelectorAll("input:not([type=file]), select").forEach((field) => body.append(field.name, field.value));
    body.append("one", "yes");
    body.append("files", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => { bar.value = event.loaded; });
    request.addEventListener("load", () => {
      let answer = null;
      try { answer = JSON.parse(request.responseText); } catch { answer = null; }
      if (request.status === 200 && answer !== null) { done(end(true, say(form, "done"))); return; }
      done(end(false, answer?.sentence ?? say(form, request.status === 403 || request.status === 200 ? "ended" : "failed"), answer === null || request.status >= 500));
    });
    request.addEventListener("error", () => done(end(false, say(form, "failed"), true)));
    request.send(body);
  });
  // the wait ends early when the browser says that the line is back
  const pause = (milliseconds) => new Promise((go) => {
    const timer = setTimeout(go, milliseconds);
    window.addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
  });
  // the answer, or null if none came and the same may be sent again
  const ask = async (form, path, body, type) => {
    try {
      const headers = { "X-CSRF-TOKEN": form.querySelector("[name=_csrf]").value };
      if (type) { headers["Content-Type"] = type; }
      const answer = await fetch(form.dataset.parts + path, { method: "POST", headers, body, credentials: "same-origin", redirect: "manual" });
      if (answer.status >= 500 || answer.status === 408) { return null; }
      let said = null;
      try { said = await answer.json(); } catch { said = null; }
      return { status: answer.status, said };
    } catch { return null; }
  };
  // a large file goes in parts, each behind what the server has: after a lost line or a reload it goes on from there
  const inParts = async (form, file, row) => {
    const { bar, state, end } = shown(form, file, row);
    let hash;
    try {
      hash = [...new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    } catch { return end(false, say(form, "failed"), true); }
    const fields = new URLSearchParams();
    form.querySelectorAll("input:not([type=file]), select").forEach((field) => fields.append(field.name, field.value));
    let upload = null;
    let restarted = false;
    for (let tries = 0; tries < MOST_TRIES;) {
      const from = upload?.offset;
      const answer = upload === null
        ? await ask(form, "", new URLSearchParams({ name: file.name, bytes: file.size, sha256: hash }))
        : from < file.size
          ? await ask(form, `/${upload.id}?offset=${from}`, file.slice(from, from + upload.part), "application/octet-stream")
          : await ask(form, `/${upload.id}/file`, fields);
      if (answer === null) {
        state.textContent = say(form, "waiting", Math.floor(100 * (from ?? 0) / file.size));
        await pause(Math.min(15000, 1000 * 2 ** tries));
        tries += 1;
        continue;
      }
      const { status, said } = answer;
      tries = 0;
      state.textContent = say(form, "sending");
      if (status === 200 && said?.no !== undefined) { return end(true, say(form, "done")); }
      if (status === 200 && said?.id !== undefined) {
        upload = said;
      } else if (status === 409 && typeof said?.offset === "number" && said.offset !== from) {
        upload.offset = said.offset;
      } else if (status === 404 && upload !== null && !restarted) {
        upload = null;
        restarted = true;
      } else {
        return end(false, said?.sentence ?? say(form, status === 404 ? "failed" : "ended"), said === null);
      }
      bar.value = upload?.offset ?? 0;
    }
    return end(false, say(form, "failed"), true);
  };
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
