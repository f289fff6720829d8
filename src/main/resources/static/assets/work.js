// Work items and their list: comfort only, every act works without this file.
"use strict";
(() => {
  if (window.onestopWork) { return; }
  window.onestopWork = true;
  const PART = "Onestop-Part";
  const lang = document.documentElement.lang;
  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
  const beside = () => document.querySelector("[data-beside]");
  const panel = () => document.querySelector("[data-panel]");
  const body = () => panel().querySelector("[data-panel-body]");
  const rowOf = (id) => document.querySelector(`tr[data-row="${CSS.escape(id)}"]`);
  const wide = window.matchMedia("(min-width: 1100px)");
  const listAddress = () => beside().dataset.list;
  const itemPage = (id) => `/my-work/${encodeURIComponent(id)}?back=${encodeURIComponent(listAddress())}`;

  // a page that comes back from the browser's memory asks for another item, not for the same one again
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) { document.querySelectorAll("[data-once]").forEach((key) => { key.value += "+"; }); }
  });

  // many items go in portions, so that the page can say how far they are; the list then shows one summary
  const PORTION = 50;
  const manyOf = async (form, submitter) => {
    const data = new FormData(form, submitter);
    if (data.get("whole") !== "yes") { return data.getAll("id"); }
    const answer = await fetch(`/my-work/ids${new URL(data.get("back"), location.href).search}`);
    if (!answer.ok || answer.redirected) { throw new Error(answer.status); }
    return (await answer.json()).ids;
  };
  // what is one item's own goes with its portion
  const ofPortion = (name, portion) => {
    const own = name.startsWith("result-") ? name.slice("result-".length) : name.split("@")[1];
    return own === undefined || portion.has(own);
  };
  const sendInPortions = async (form, action, submitter) => {
    const line = document.querySelector("[data-progress]");
    const text = line.querySelector("[data-text]");
    const bar = line.querySelector("progress");
    const ids = await manyOf(form, submitter);
    const typed = form.matches("[data-typed]") ? [...new FormData(form, submitter)].filter(([name]) => !["_csrf", "back", "id"].includes(name)) : [];
    line.hidden = false;
    bar.max = ids.length;
    if (form.dataset.each) { // rows with errors are said before the first portion is done
      const all = new URLSearchParams(new FormData(form, submitter));
      all.append("part", "check");
      const answer = await fetch(action, { method: "POST", body: all });
      if (answer.status !== 204) { form.submit(); return; }
    }
    for (let at = 0; at < ids.length; at += PORTION) {
      const sent = new URLSearchParams({ _csrf: form.elements._csrf.value, back: form.elements.back.value, part: at === 0 ? "first" : "more" });
      const portion = new Set(ids.slice(at, at + PORTION));
      portion.forEach((id) => sent.append("id", id));
      typed.filter(([name]) => ofPortion(name, portion)).forEach(([name, value]) => sent.append(name, value));
      const answer = await fetch(action, { method: "POST", body: sent });
      if (at === 0 && answer.status === 400) { form.submit(); return; } // the page says what is wrong in the form
      if (!answer.ok || answer.redirected) { break; }
      bar.value = Math.min(ids.length, at + PORTION);
      text.textContent = text.dataset.text.replace("%1", bar.value.toLocaleString(lang)).replace("%2", ids.length.toLocaleString(lang));
    }
    location.assign(form.elements.back.value);
  };

  // an empty field of a column gets the nearest value above it; without this the server does it
  document.addEventListener("click", (event) => {
    const fill = event.target.closest("[data-fill]");
    if (!fill) { return; }
    event.preventDefault();
    let above = "";
    fill.form.querySelectorAll(`[data-of="${CSS.escape(fill.dataset.fill)}"]`).forEach((field) => {
      if (!field.closest("tr").querySelector("input[name=id]").checked) { return; }
      if (field.value.trim() === "") { field.value = above; } else { above = field.value; }
    });
    fill.form.dataset.typed = "yes";
  });

  // Enter goes to the same field of the next row, as in a table; after the last row to the next field, then to the button
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input[data-of]")) { return; }
    event.preventDefault();
    const form = event.target.form;
    const column = [...form.querySelectorAll(`[data-of="${CSS.escape(event.target.dataset.of)}"]`)];
    const names = [...new Set([...form.querySelectorAll("[data-of]")].map((field) => field.dataset.of))];
    const next = names[names.indexOf(event.target.dataset.of) + 1];
    const after = next === undefined ? form.querySelector("button[data-act]") : form.querySelector(`[data-of="${CSS.escape(next)}"]`);
    (column[column.indexOf(event.target) + 1] ?? after)?.focus();
  });

  // drafts: saved a second after the last key, and when the page is left
  const SETTLED = 1000;
  const drafts = new WeakMap();
  const draftOf = (form) => {
    if (!drafts.has(form)) { drafts.set(form, { dirty: false, busy: false, stopped: false, timer: 0 }); }
    return drafts.get(form);
  };
  const revised = (revision) => document.querySelectorAll("input[name=draft]").forEach((field) => { field.value = revision; });
  const saveDraft = async (form, leaving = false) => {
    const state = draftOf(form);
    clearTimeout(state.timer);
    if (state.stopped) { return; }
    if (state.busy && !leaving) { state.dirty = true; return; }
    state.dirty = false;
    state.busy = true;
    const line = form.querySelector("[data-draft-line]");
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { [PART]: "draft" }, keepalive: leaving });
      const kind = answer.headers.get("Content-Type") ?? "";
      if (kind.startsWith("application/json")) {
        const told = await answer.json();
        if (answer.ok) {
          revised(told.revision);
          const discard = form.parentElement.querySelector("[data-draft-discard]");
          if (discard) { discard.hidden = false; }
        }
        line.textContent = told.said;
      } else if (answer.status === 409) {
        state.stopped = true;
        form.parentElement.querySelector("[data-conflict]")?.remove();
        form.insertAdjacentHTML("beforebegin", await answer.text());
      } else { throw new Error(answer.status); }
    } catch {
      if (!leaving) { line.textContent = line.dataset.failed; }
    } finally {
      state.busy = false;
      if (state.dirty) { saveDraft(form); }
    }
  };
  const saveNow = () => document.querySelectorAll("form[data-draft]").forEach((form) => { if (draftOf(form).dirty) { saveDraft(form, true); } });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) { return; }
    const state = draftOf(form);
    state.dirty = true;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => saveDraft(form), SETTLED);
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") { saveNow(); } });
  window.addEventListener("pagehide", saveNow);

  // an item opens beside the list, where there is room
  const currentRow = (id) => {
    document.querySelectorAll("tr.current").forEach((row) => row.classList.remove("current"));
    if (id) { rowOf(id)?.classList.add("current"); }
  };
  const shown = (html) => {
    const main = html.includes("<html") ? parsed(html).querySelector("main") : null;
    body().innerHTML = main === null ? html : main.innerHTML;
    body().removeAttribute("aria-busy");
    document.dispatchEvent(new CustomEvent("onestop:shown"));
  };
  // beside an item there is room for the list alone: its filter is folded, and comes back as it was
  const fold = () => document.querySelector("[data-fold]");
  const folded = (on) => {
    const part = fold();
    if (!part) { return; }
    if (on) { part.dataset.was ??= String(part.open); part.open = false; } else if (part.dataset.was) { part.open = part.dataset.was === "true"; delete part.dataset.was; }
  };
  // the row that the reader looks at stays where it is while the list becomes narrower or wider: one layout, not three
  const steady = (id, change) => {
    const row = rowOf(id);
    const top = row?.getBoundingClientRect().top;
    change();
    if (row) { window.scrollBy({ top: row.getBoundingClientRect().top - top, behavior: "instant" }); }
  };
  const spread = (id) => {
    if (beside().classList.contains("open")) { return; }
    steady(id, () => { folded(true); panel().hidden = false; beside().classList.add("open"); });
  };
  const shut = () => {
    folded(false);
    beside().classList.remove("open");
    panel().hidden = true;
    panel().dataset.item = "";
    body().replaceChildren();
    body().removeAttribute("aria-busy");
    currentRow("");
  };
  let wanted = 0;
  const close = (push = true) => {
    const id = panel().dataset.item;
    wanted++;
    saveNow();
    steady(id, shut);
    if (push) {
      history.pushState(null, "", listAddress());
      rowOf(id)?.querySelector("a[data-item]")?.focus({ preventScroll: true });
    }
    document.dispatchEvent(new CustomEvent("onestop:item"));
  };
  const beginning = (id, html, push) => {
    shown(html);
    panel().dataset.item = id;
    panel().querySelector("[data-panel-page]").href = itemPage(id);
    currentRow(id);
    spread(id);
    panel().scrollTop = 0;
    if (push) {
      const address = new URL(listAddress(), location.href);
      address.searchParams.set("item", id);
      history.pushState(null, "", address);
    }
    document.dispatchEvent(new CustomEvent("onestop:item"));
  };
  // what the row says of the item is shown at once, and the list makes room while the server answers
  const ahead = (id) => {
    const row = rowOf(id);
    body().setAttribute("aria-busy", "true");
    panel().querySelector("[data-panel-page]").href = itemPage(id);
    if (!row || beside().classList.contains("open")) { return; }
    const part = (name, of, ...inner) => { const made = document.createElement(name); made.className = of; made.append(...inner); return made; };
    const list = part("p", "crumb", document.querySelector("#list h1").textContent);
    const head = part("h1", "", row.querySelector("b").textContent);
    body().replaceChildren(part("div", "head", part("div", "", list, head, part("p", "", row.querySelector(".code").cloneNode(true)))));
    spread(id);
  };
  const open = async (id, push = true) => {
    const mine = ++wanted;
    saveNow();
    const answered = fetch(itemPage(id), { headers: { [PART]: "panel" } });
    currentRow(id);
    ahead(id);
    const answer = await answered;
    if (mine !== wanted) { return; }
    if (answer.redirected) { location.assign(answer.url); return; }
    const html = await answer.text();
    if (mine === wanted) { beginning(id, html, push); }
  };
  const remembered = () => [...document.querySelectorAll("#list input[name=id]:checked")].map((box) => box.value);
  const replaceList = (html, address, closes = false) => {
    const page = parsed(html);
    const fresh = page.querySelector("#list");
    if (!fresh) { location.assign(address); return false; }
    const checked = remembered();
    const scroll = window.scrollY;
    if (closes) { shut(); }
    beside().dataset.list = page.querySelector("[data-beside]").dataset.list;
    document.querySelector("#list").replaceWith(document.adoptNode(fresh));
    if (beside().classList.contains("open")) { folded(true); }
    checked.forEach((id) => { const box = document.querySelector(`#list input[name=id][value="${CSS.escape(id)}"]`); if (box) { box.checked = true; } });
    currentRow(panel().dataset.item);
    window.scrollTo({ top: scroll, behavior: "instant" });
    document.dispatchEvent(new CustomEvent("onestop:list"));
    return true;
  };
  // an act beside the list is answered beside the list; anything unforeseen is a page of its own
  const send = async (form, action, submitter) => {
    let answer = null;
    let html = null;
    try {
      answer = await fetch(action, { method: "POST", body: new URLSearchParams(new FormData(form, submitter)), headers: { [PART]: "panel" } });
      html = await answer.text();
    } catch {
      // the line is cut: what is typed stays, and goes on being saved; an act that was recorded is not recorded twice
      if (form.matches("form[data-draft]")) { draftOf(form).stopped = false; }
      document.dispatchEvent(new CustomEvent("onestop:cut"));
      return;
    }
    const to = new URL(answer.url);
    if (answer.redirected && to.pathname === "/my-work") {
      wanted++;
      if (replaceList(html, to, true)) { history.replaceState(null, "", listAddress()); document.dispatchEvent(new CustomEvent("onestop:item")); document.querySelector("#list .notice")?.scrollIntoView({ block: "nearest" }); }
    } else if (/^\/my-work\/[^/]+/.test(to.pathname)) {
      const id = decodeURIComponent(to.pathname.split("/")[2]);
      beginning(id, html, panel().dataset.item !== id);
      panel().querySelector("[aria-invalid='true']")?.focus();
      if (answer.ok && answer.redirected) { document.dispatchEvent(new CustomEvent("onestop:acted")); }
    } else { location.assign(answer.url); }
  };
  document.addEventListener("click", (event) => {
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const link = event.target.closest("a[data-item]");
    if (link && beside() && plain) {
      if (wide.matches) { event.preventDefault(); open(link.dataset.item).catch(() => location.assign(link.href)); } else { leave(); }
      return;
    }
    if (event.target.closest("[data-panel-close]")) { close(); return; }
    const inPanel = event.target.closest("[data-panel-body] a[href]");
    if (inPanel && plain && panel()) {
      const to = new URL(inPanel.href);
      if (to.pathname === "/my-work") { event.preventDefault(); close(); } else if (to.pathname === `/my-work/${panel().dataset.item}`) {
        event.preventDefault();
        fetch(to, { headers: { [PART]: "panel" } }).then((answer) => answer.text()).then((html) => beginning(panel().dataset.item, html, false)).catch(() => location.assign(to));
      }
    }
    const save = event.target.closest("[data-draft-save]");
    if (save) { event.preventDefault(); draftOf(save.form).stopped = false; saveDraft(save.form); return; }
    const keep = event.target.closest("[data-draft-keep]");
    if (keep) {
      const conflict = keep.closest("[data-conflict]");
      const form = keep.form;
      event.preventDefault();
      revised(conflict.dataset.conflict);
      conflict.remove();
      draftOf(form).stopped = false;
      saveDraft(form);
    }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const own = event.submitter?.getAttribute("formaction");
    const action = new URL(own ?? form.action, location.href);
    if (event.defaultPrevented || form.method !== "post") { return; }
    if (form.matches("form[data-draft]")) { const state = draftOf(form); state.stopped = true; clearTimeout(state.timer); }
    const again = () => { delete form.dataset.sent; };
    if (form.matches("[data-bulk]") && /^\/my-work\/(claim|release|finish)$/.test(action.pathname)) {
      const data = new FormData(form, event.submitter);
      if (data.get("whole") === "yes" || data.getAll("id").length > PORTION) {
        event.preventDefault();
        sendInPortions(form, action, event.submitter).catch(() => location.assign(form.elements.back.value));
      }
      return;
    }
    const claims = /^\/my-work\/[^/]+\/claim$/.test(action.pathname);
    if (beside() && wide.matches && (claims || form.closest("[data-panel-body]"))) {
      event.preventDefault();
      send(form, action, event.submitter).catch(() => location.assign(listAddress())).finally(again);
    } else if (beside()) { leave(); }
  });
  document.addEventListener("onestop:row", (event) => {
    const id = event.target.dataset.row;
    if (id && beside()?.classList.contains("open") && wide.matches) { open(id).catch(() => {}); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !beside()?.classList.contains("open") || document.querySelector("dialog[open]")) { return; }
    if (event.target.matches("input, textarea, select")) { event.target.blur(); } else { close(); }
  });
  window.addEventListener("popstate", () => {
    if (!beside()) { return; }
    const id = new URL(location.href).searchParams.get("item");
    if (id) { open(id, false).catch(() => {}); } else if (beside().classList.contains("open")) { close(false); }
  });

  // the list hears of changes, says how many there are and marks them; rows move only when the reader asks for it
  const QUIET = 5000;
  const IDLE = 10 * 60 * 1000;
  const OPEN = 45 * 1000;
  let acted = Date.now();
  ["pointerdown", "keydown", "scroll"].forEach((kind) => document.addEventListener(kind, () => { acted = Date.now(); }, { passive: true, capture: true }));
  const idle = () => document.visibilityState === "hidden" || Date.now() - acted > IDLE;
  let news = null;
  const rowsOf = (root) => new Map([...root.querySelectorAll("tr[data-row]")].map((row) => [row.dataset.row, row]));
  const compare = (html) => {
    const doc = parsed(html);
    const fresh = doc.querySelector("#list");
    if (!fresh || !beside()) { return; }
    const bell = document.querySelector("[data-bell]");
    const rung = doc.querySelector("[data-bell]");
    if (bell && rung) { bell.setAttribute("aria-label", rung.getAttribute("aria-label")); bell.replaceChildren(...rung.cloneNode(true).childNodes); }
    const counts = [...fresh.querySelectorAll(".tabs .count")];
    document.querySelectorAll("#list .tabs .count").forEach((count, at) => { if (counts[at]) { count.textContent = counts[at].textContent; } });
    const here = rowsOf(document.querySelector("#list"));
    const there = rowsOf(fresh);
    let changes = [...there.keys()].filter((id) => !here.has(id)).length;
    here.forEach((row, id) => {
      const now = there.get(id);
      const gone = now === undefined;
      const changed = !gone && now.dataset.state !== row.dataset.state;
      changes += gone || changed ? 1 : 0;
      row.classList.toggle("gone", gone);
      row.classList.toggle("changed", changed);
      const mark = row.querySelector(".marked") ?? Object.assign(document.createElement("span"), { className: "sub marked" });
      mark.textContent = gone ? beside().dataset.gone : changed ? beside().dataset.changed : "";
      if (mark.textContent) { row.cells[1].append(mark); } else { mark.remove(); }
      const open = row.querySelector("[data-open]");
      const opened = now?.querySelector("[data-open]");
      if (open && opened && open.textContent !== opened.textContent) { open.replaceChildren(...opened.cloneNode(true).childNodes); }
    });
    const line = document.querySelector("[data-live]");
    news = changes > 0 ? html : null;
    line.hidden = changes === 0;
    line.querySelector("span").textContent = line.dataset.text.replace("%1", changes.toLocaleString(lang));
  };
  let checking = 0;
  let checked = 0;
  const check = () => {
    clearTimeout(checking);
    checking = setTimeout(async () => {
      if (idle()) { stale = true; return; }
      checked = Date.now();
      const answer = await fetch(listAddress().replace("/my-work", "/my-work/rows"));
      if (answer.ok && !answer.redirected) { compare(await answer.text()); }
    }, Math.max(300 + Math.random() * 700, checked + QUIET - Date.now()));
  };
  let stale = false;
  const awake = () => { if (stale && !idle()) { stale = false; check(); } };
  document.addEventListener("visibilitychange", awake);
  document.addEventListener("pointerdown", awake);
  document.addEventListener("keydown", awake);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-live] button") && news) { replaceList(news, listAddress()); news = null; }
  });
  const tell = (id, word, leaving = false) => {
    const token = document.querySelector("input[name=_csrf]")?.value;
    return fetch(`/my-work/${encodeURIComponent(id)}/${word}`, { method: "POST", body: new URLSearchParams({ _csrf: token ?? "" }), keepalive: leaving }).catch(() => {});
  };
  const openItem = () => panel()?.dataset.item || document.querySelector("form[data-draft]")?.dataset.draft.split("/")[2] || "";
  let told = openItem();
  setInterval(() => { if (openItem() && !idle()) { tell(openItem(), "here"); } }, OPEN);
  document.addEventListener("onestop:item", () => {
    if (told && told !== openItem()) { tell(told, "left"); }
    told = openItem();
  });
  window.addEventListener("pagehide", () => { if (openItem()) { tell(openItem(), "left", true); } });
  if (beside() && "EventSource" in window) {
    let events = null;
    let heard = false;
    // a window that nobody sees holds no stream: browsers allow few connections to one host
    const listen = () => {
      if (document.visibilityState === "hidden") { events?.close(); events = null; return; }
      if (events !== null) { return; }
      events = new EventSource("/my-work/live");
      events.addEventListener("changed", check);
      events.addEventListener("open", () => { if (heard) { check(); } heard = true; }); // what happened while it was cut off
    };
    listen();
    document.addEventListener("visibilitychange", listen);
    window.addEventListener("pagehide", () => { events?.close(); events = null; });
  }

  // the fields of the chosen procedure's form are there at once; what was typed into those that stay is kept
  document.addEventListener("change", async (event) => {
    const procedure = event.target;
    if (procedure.id !== "f-procedure") { return; }
    const chosen = procedure.value;
    const answer = await fetch(`/my-work/rows?${new URLSearchParams({ tab: procedure.form.elements.tab.value, procedure: procedure.value })}`);
    if (!answer.ok || answer.redirected) { return; }
    const fresh = parsed(await answer.text()).querySelector("[data-answers]");
    if (!fresh || procedure.value !== chosen) { return; }
    const there = document.querySelector("[data-answers]");
    fresh.querySelectorAll("[name]").forEach((field) => { const old = [...there.querySelectorAll("[name]")].find((one) => one.name === field.name); if (old) { field.value = old.value; } });
    there.replaceWith(fresh);
  });

  // the list is found again as it was left: at the same place, with the same rows chosen
  const PLACE = "onestop.list";
  const leave = () => { try { sessionStorage.setItem(PLACE, JSON.stringify({ list: listAddress(), top: window.scrollY, checked: remembered() })); } catch { /* not kept */ } };
  if (beside()) {
    const kept = (() => { try { const text = sessionStorage.getItem(PLACE); sessionStorage.removeItem(PLACE); return JSON.parse(text); } catch { return null; } })();
    if (kept?.list === listAddress()) {
      kept.checked.forEach((id) => { const box = document.querySelector(`#list input[name=id][value="${CSS.escape(id)}"]`); if (box) { box.checked = true; } });
      window.scrollTo({ top: kept.top, behavior: "instant" });
    }
    const id = new URL(location.href).searchParams.get("item");
    if (id && wide.matches) { open(id, false).catch(() => {}); } else if (id) { location.replace(itemPage(id)); }
  }
})();
