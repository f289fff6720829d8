// Comfort only: every page works without this file.
"use strict";
// listeners are the document's own, so that they also serve what a script puts into the page later
document.addEventListener("change", (event) => {
  const all = event.target.dataset?.checkAll;
  if (all) { document.querySelectorAll(`input[name="${all}"]`).forEach((box) => { box.checked = event.target.checked; }); }
});
// without a line nothing is sent: the browser would leave the page, and all that is typed would be lost with it
const cut = document.querySelector("[data-cut]");
document.addEventListener("submit", (event) => {
  if (cut === null || event.target.getAttribute("method") === "dialog") { return; }
  cut.hidden = navigator.onLine;
  if (!navigator.onLine) { event.preventDefault(); event.stopImmediatePropagation(); }
}, true);
document.addEventListener("onestop:cut", () => { if (cut) { cut.hidden = false; } });
addEventListener("online", () => { if (cut) { cut.hidden = true; } });
document.addEventListener("submit", (event) => {
  const form = event.target;
  // what opens beside the page leaves the form as it is
  if (event.submitter && event.submitter.formTarget === "_blank") { return; }
  // a second click must not send the same act twice
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method === "post" && !event.defaultPrevented) { form.dataset.sent = "yes"; }
});
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => { delete form.dataset.sent; }));
// what was typed before the session ended, or in the other language, goes back into its own form
const waiting = document.querySelector("form[data-unsent]");
if (waiting) {
  const path = new URL(waiting.action).pathname;
  const goes = (form) => [form.action, ...[...form.querySelectorAll("[formaction]")].map((button) => button.formAction)];
  const own = [...document.querySelectorAll("form")].find((form) => form !== waiting && form.method === "post" && goes(form).some((to) => new URL(to).pathname === path));
  if (own) {
    for (const [name, value] of new FormData(waiting)) {
      if (name === "_csrf") { continue; }
      const fields = own.querySelectorAll(`[name="${CSS.escape(name)}"]`);
      if (fields.length === 0 && value !== "") {
        // a row that the fresh page does not show is sent all the same
        const kept = document.createElement("input");
        kept.type = "hidden";
        kept.name = name;
        kept.value = value;
        own.append(kept);
      }
      fields.forEach((field) => {
        if (field.type === "radio" || field.type === "checkbox") { field.checked = field.checked || field.value === value; } else { field.value = value; }
      });
    }
    own.dataset.typed = "yes";
    own.closest("details")?.setAttribute("open", "");
    document.querySelector("#unsent .notice").textContent = waiting.dataset.unsent;
    waiting.remove();
  }
}
// the switch of languages takes along what was typed into whichever form
document.addEventListener("input", (event) => { if (event.target.form) { event.target.form.dataset.typed = "yes"; } });
document.querySelectorAll("[data-language]").forEach((other) => other.addEventListener("click", (event) => {
  const typed = document.querySelector("form[method='post'][data-typed]");
  if (typed === null) { return; }
  event.preventDefault();
  const go = document.createElement("button");
  go.formMethod = "post";
  go.formNoValidate = true;
  go.formEnctype = "application/x-www-form-urlencoded";
  go.formAction = `/language?to=${other.dataset.language}&action=${encodeURIComponent(new URL(typed.action).pathname)}`;
  go.hidden = true;
  typed.append(go);
  typed.requestSubmit(go);
}));
// a check that helps: what looks like a slip of the keyboard is said at its field, and nothing waits for it
document.querySelectorAll("[data-check]").forEach((note) => {
  const usual = new RegExp(`^(?:${note.dataset.usual})$`, "u");
  document.getElementById(note.dataset.check)?.addEventListener("change", (event) => {
    const typed = event.target.value.trim();
    note.textContent = typed === "" || usual.test(typed) ? "" : note.dataset.says;
  });
});
// text from elsewhere brings along characters that nobody sees and that turn the reading direction; the server refuses them
const turning = /[\u202a-\u202e\u2066-\u2069]/gu;
document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.matches("textarea, input:not([type=file], [type=password], [type=checkbox], [type=radio])")) {
    const plain = field.value.replace(turning, "");
    if (plain !== field.value) { field.value = plain; }
  }
}, true);
const showChosen = () => {
  const choices = document.querySelectorAll("input[data-shows]");
  if (choices.length === 0) { return; }
  const chosen = document.querySelector("input[data-shows]:checked");
  document.querySelectorAll("[data-for]").forEach((part) => {
    const on = chosen !== null && part.dataset.for === chosen.dataset.shows;
    part.hidden = !on;
    part.disabled = !on;
  });
  // the button says what it does, and looks so where that cannot be undone
  const act = document.querySelector("button[data-act]");
  if (act && chosen && choices.length > 1) {
    act.textContent = chosen.parentElement.textContent.trim();
    act.classList.toggle("grave", "grave" in chosen.dataset);
  }
};
// what is asked of one kind of receiver only is not shown for another, unless something is wrong with it
const showOnly = () => document.querySelectorAll("[data-only]").forEach((part) => {
  const choice = part.parentElement.querySelector("select");
  const off = choice.value !== part.dataset.only && !part.querySelector("[aria-invalid]");
  part.hidden = off;
  part.querySelectorAll("input, textarea").forEach((field) => { field.disabled = off; });
});
document.addEventListener("change", (event) => {
  if (event.target.dataset?.shows !== undefined) { showChosen(); }
  if (event.target.matches?.("select")) { showOnly(); }
});
document.addEventListener("onestop:shown", () => { showChosen(); showOnly(); });
showChosen();
showOnly();
// fields of a procedure's form that do not apply are not shown; without this they are, and the server ignores them
const conditional = document.querySelectorAll("[data-hide]");
if (conditional.length > 0) {
  const form = conditional[0].closest("form");
  const answer = (key) => {
    const values = new FormData(form).getAll(`a.${key}`).filter((value) => value !== "");
    return values.length === 0 ? null : values[0];
  };
  const holds = (condition) => condition.split("|").some((all) => all.split("&").every((one) => {
    const at = one.search(/[=!]/);
    const raw = one.slice(at + 1);
    const wanted = raw === "" ? null : decodeURIComponent(raw.replaceAll("+", " "));
    const given = answer(one.slice(0, at));
    return (wanted === "false" ? given === null || given === "false" : given === wanted) === (one[at] === "=");
  }));
  const apply = () => conditional.forEach((part) => {
    const off = holds(part.dataset.hide);
    const set = (element) => { element.hidden = off; element.querySelectorAll("input, select, textarea").forEach((input) => { input.disabled = off; }); };
    set(part);
    if (part.dataset.group === "start") {
      for (let next = part.nextElementSibling; next && next.dataset.group !== "end"; next = next.nextElementSibling) { set(next); }
    }
  });
  form.addEventListener("change", apply);
  apply();
}
// a search beside a form takes along what was typed into the form
document.querySelectorAll("form[data-keeps]").forEach((search) => {
  const typed = document.getElementById(search.dataset.keeps);
  const go = (more) => {
    const fields = { search: "yes", find: search.querySelector("[name=find]").value, ...more };
    Object.entries(fields).forEach(([name, value]) => { const field = document.createElement("input"); field.type = "hidden"; field.name = name; field.value = value; typed.append(field); });
    typed.submit();
  };
  if (typed) {
    search.addEventListener("submit", (event) => { if (typed.dataset.typed) { event.preventDefault(); go({}); } });
    search.querySelectorAll("[data-same]").forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); go({ same: link.dataset.same, find: "" }); }));
  }
});
// the words of a letter follow what is typed into its form
const words = document.querySelector("[data-follows]");
if (words) {
  const form = document.getElementById(words.dataset.follows);
  let timer = 0;
  let turn = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++turn;
      const answer = await fetch(words.dataset.from, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
      const fresh = answer && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-follows]");
      if (fresh && mine === turn) { words.replaceChildren(...fresh.childNodes); }
    }, 500);
  });
}
// many letters are signed in parts, so that the signer sees how far it is; each part is signed for good
document.querySelectorAll("form[data-parts]").forEach((form) => form.addEventListener("submit", async (event) => {
  const shown = (box) => `${box.value}:${form.elements[`revision-${box.value}`].value}`;
  const letters = event.submitter?.value === "all" ? form.elements.stack.value.split(" ") : [...form.querySelectorAll("[name=id]:checked")].map(shown);
  const part = Number(form.dataset.parts);
  if (letters.length <= part) { return; }
  event.preventDefault();
  form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
  const line = form.querySelector("[data-progress]");
  const bar = line.querySelector("progress");
  const say = (text, ...values) => values.reduce((said, value, at) => said.replace(`{${at}}`, value), text);
  line.hidden = false;
  bar.max = letters.length;
  let signed = 0;
  let page = null;
  const failed = [];
  for (let at = 0; at < letters.length; at += part) {
    bar.value = at;
    line.lastElementChild.textContent = say(form.dataset.signing, at, letters.length);
    const body = new URLSearchParams({ which: "all", stack: letters.slice(at, at + part).join(" "), _csrf: form.elements._csrf.value });
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    const next = answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const round = next?.querySelector("#round");
    if (!round) { failed.push(null); break; }
    signed += Number(round.dataset.signed);
    failed.push(...round.querySelectorAll("li"));
    page = next;
  }
  if (page === null) { window.location.reload(); return; }
  const main = page.querySelector("main");
  const round = main.querySelector("#round");
  const list = round.querySelector("ul");
  const named = failed.filter((one) => one !== null);
  main.querySelectorAll(".notice.good").forEach((old) => old.remove());
  const sum = document.createElement("p");
  sum.className = "notice good";
  sum.setAttribute("role", "status");
  sum.textContent = say(form.dataset.said, signed);
  round.before(sum);
  list.replaceChildren(...named);
  round.hidden = failed.length === 0;
  round.querySelector(".acts").hidden = list.querySelector("[type=checkbox]") === null;
  round.querySelector("h2").textContent = say(form.dataset.unsigned, letters.length - signed);
  document.querySelector("main").replaceWith(document.adoptNode(main));
  main.focus();
}));
// a narrow screen shows part of the menu: the part with the present page
const here = document.querySelector(".nav [aria-current]");
if (here) { here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2; }
const first = document.querySelector("[aria-invalid='true']");
if (first) { first.focus(); }
// one box for the pages of the menu and the acts of this page; what cannot be undone is shown, not done
const palette = document.querySelector("dialog#palette");
const goAnywhere = () => {
  const box = palette.querySelector("input");
  const list = palette.querySelector("[data-palette-list]");
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
  const offers = new Map();
  [...document.querySelectorAll(".nav a, [data-palette-more] a, main :is(a.button, button, summary, .tabs a), .who :is(a, button)")]
    .filter((act) => act.closest("[data-palette-more]") || act.offsetParent !== null && !act.closest("table, .offers, .rows, [data-panel]") && !act.disabled)
    .forEach((act) => { const text = (act.title || act.textContent).replace(/\s+/g, " ").trim(); if (text && !offers.has(text)) { offers.set(text, act); } });
  const choose = (act) => {
    palette.close();
    if (act.matches("a")) { act.click(); return; }
    if (act.matches("summary")) { act.parentElement.open = true; }
    act.scrollIntoView({ block: "center" });
    act.focus();
    if (act.matches("button:not(.final, .grave, [data-act])")) { act.click(); }
  };
  const show = () => {
    const words = plain(box.value).split(/\s+/);
    const found = [...offers].filter(([text]) => words.every((word) => plain(text).includes(word)));
    list.replaceChildren(...found.slice(0, 12).map(([text, act]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: text, className: "second" });
      button.addEventListener("click", () => choose(act));
      const row = document.createElement("li");
      row.append(button);
      return row;
    }));
    palette.querySelector("[data-palette-none]").hidden = found.length > 0;
  };
  box.value = "";
  box.oninput = show;
  palette.onkeydown = (event) => {
    const rows = [box, ...list.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); rows[(rows.indexOf(document.activeElement) + step + rows.length) % rows.length].focus(); } else if (event.key === "Enter" && event.target === box) { event.preventDefault(); rows[1]?.click(); }
  };
  show();
  palette.showModal();
  box.focus();
};
if (palette) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !document.querySelector("dialog[open]")) { event.preventDefault(); goAnywhere(); }
  });
}
// single keys, which the reader can switch off; what a key does stands at its link or button as data-key
const sheet = document.querySelector("dialog#keys");
if (sheet) {
  const setting = sheet.querySelector("[data-keys-on]");
  const store = (() => { try { return window.localStorage; } catch { return null; } })();
  setting.checked = store?.getItem("keys") !== "off";
  setting.addEventListener("change", () => store?.setItem("keys", setting.checked ? "on" : "off"));
  const list = sheet.querySelector("[data-keys-list]");
  document.querySelectorAll("[data-key]").forEach((act) => {
    const keys = document.createElement("dt");
    act.dataset.key.split(" ").forEach((key) => { const cap = document.createElement("kbd"); cap.textContent = key; keys.append(cap, " "); });
    const text = document.createElement("dd");
    text.textContent = (act.title || act.textContent).trim();
    list.append(keys, text);
  });
  const open = document.querySelector("[data-keys-open]");
  if (open) { open.hidden = false; open.addEventListener("click", () => sheet.showModal()); }
  const lines = () => [...document.querySelectorAll("main table.list tbody tr, main .offers li")].filter((row) => row.querySelector("a[href]") && !row.closest("[data-panel]"));
  let before = "";
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    if (typing || document.querySelector("dialog[open]") || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) { before = ""; return; }
    if (!setting.checked && event.key !== "?") { return; }
    const wanted = before === "" ? event.key : `${before} ${event.key}`;
    const act = document.querySelector(`[data-key="${CSS.escape(wanted)}"]`);
    before = event.key === "g" && before === "" ? "g" : "";
    const rows = lines();
    let at = rows.findIndex((row) => row.contains(document.activeElement));
    if (at < 0) { at = rows.findIndex((row) => row.classList.contains("current")); }
    if (act) { act.click(); }
    else if (event.key === "?") { sheet.showModal(); }
    else if (event.key === "." && palette) { goAnywhere(); }
    else if (event.key === "/") { [...document.querySelectorAll("[data-find], main input[type=search]")].find((box) => box.offsetParent !== null)?.focus(); }
    else if (event.key === "j" || event.key === "k") {
      const row = rows[Math.min(rows.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
      row?.querySelector("a[href]").focus();
      row?.dispatchEvent(new CustomEvent("onestop:row", { bubbles: true }));
    }
    else if (event.key === "x" && at >= 0) { rows[at].querySelector("input[type=checkbox]")?.click(); }
    else { return; }
    event.preventDefault();
  });
}
// the counter's screen is emptied for the next person once nobody has touched it for a while
const leave = document.querySelector("a[data-leave]");
if (leave) {
  let left = 0;
  const again = () => {
    clearTimeout(left);
    left = setTimeout(() => { window.location.replace(leave.href); }, Number(leave.dataset.leave) * 1000);
  };
  ["pointerdown", "keydown", "scroll", "input"].forEach((sign) => document.addEventListener(sign, again, { passive: true }));
  again();
}

// the picture of a model begins where its dossier is; the page itself stays where it is
document.querySelectorAll("[data-model]").forEach((region) => {
  const here = region.querySelector("[data-here]");
  const show = () => {
    if (!here || !region.clientWidth) return;
    const at = here.getBoundingClientRect();
    region.scrollLeft += at.left + at.width / 2 - region.getBoundingClientRect().left - region.clientWidth / 2;
  };
  show();
  region.closest("details")?.addEventListener("toggle", show);
});

// what the server does meanwhile: the page is read again when it is done
const awaited = document.querySelector("[data-await]");
if (awaited) {
  const look = async () => {
    const answer = await fetch(awaited.dataset.await).catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (told && !told.going) { window.location.reload(); return; }
    setTimeout(look, 3000);
  };
  setTimeout(look, 2000);
}
