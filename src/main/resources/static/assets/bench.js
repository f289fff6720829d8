// The editor of a model: opens it, has it checked while it is drawn, keeps what is drawn, and saves it as a draft.
"use strict";
(() => {
  const root = document.querySelector("[data-bench]");
  const bench = window.onestopBench;
  if (!root || !bench || !window.BpmnJS) { return; }
  const wide = window.matchMedia("(min-width: 900px)");
  const part = (name) => root.querySelector(`[data-bench-${name}]`);
  const words = new Map([...root.querySelectorAll("[data-word]")].map((one) => [one.dataset.word, one.textContent]));
  const word = (key, ...values) => values.reduce((text, value, i) => text.replace(`%${i + 1}`, value), words.get(key) ?? key);
  const address = `/bench/${encodeURIComponent(root.dataset.process)}`;
  const LARGEST = 2_000_000;
  const BETWEEN = 1000;
  const state = { seen: Number(root.dataset.seen), base: Number(root.dataset.base), newest: Number(root.dataset.newest), busy: false, dirty: false, stopped: false, timer: 0, last: 0 };

  const say = (text) => { part("said").textContent = text; };
  const alarm = (text, list = [], theirs = 0) => {
    const box = part("alert");
    box.querySelector("[data-text]").textContent = text;
    box.querySelector("[data-list]").replaceChildren(...list.map((one) => Object.assign(document.createElement("li"), { textContent: one })));
    const open = box.querySelector("[data-open]");
    open.hidden = theirs === 0;
    open.href = theirs === 0 ? "" : `${address}/versions/${theirs}`;
    box.querySelector("[data-beside]").hidden = theirs === 0;
    box.hidden = text === "";
    if (text !== "") { box.scrollIntoView({ block: "nearest" }); box.focus(); }
  };
  const post = (path, body, headers = {}, options = {}) =>
    fetch(address + path, { method: "POST", body, headers: { "Content-Type": "application/xml", "X-CSRF-TOKEN": part("token").elements._csrf.value, ...headers }, ...options });
  const json = async (answer) => {
    if (answer.redirected || !(answer.headers.get("Content-Type") ?? "").startsWith("application/json")) { throw new Error(String(answer.status)); }
    return answer.json();
  };

  let modeler = null;
  // the beginning of the drawing in a size that can be read; the palette stands at the left
  const first = () => {
    const canvas = modeler.get("canvas");
    const { inner, outer } = canvas.viewbox();
    const scale = Math.min(1, Math.max(0.7, (outer.width - 120) / (inner.width || 1)));
    canvas.viewbox({ x: inner.x - 90 / scale, y: inner.y + inner.height / 2 - outer.height / scale / 2, width: outer.width / scale, height: outer.height / scale });
  };
  const xml = async () => (await modeler.saveXML({ format: true })).xml;

  // the check: its findings stand in a list and at their elements
  const nameOf = (element) => {
    const holder = element.businessObject;
    return holder.name || holder.text || holder.id;
  };
  bench.nameOf = nameOf;
  const marked = [];
  const show = (findings) => {
    const overlays = modeler.get("overlays");
    const canvas = modeler.get("canvas");
    const registry = modeler.get("elementRegistry");
    overlays.remove({ type: "onestop-finding" });
    marked.splice(0).forEach((id) => { if (registry.get(id)) { canvas.removeMarker(id, "finding"); } });
    const byElement = new Map();
    findings.forEach((one) => {
      const at = one.element && registry.get(one.element);
      if (at && at.parent) { byElement.set(one.element, [...(byElement.get(one.element) ?? []), one]); }
    });
    byElement.forEach((list, id) => {
      const sign = Object.assign(document.createElement("div"), { className: "bench-sign", textContent: String(list.length), title: list.map((one) => one.message).join("\n") });
      canvas.addMarker(id, "finding");
      marked.push(id);
      overlays.add(id, "onestop-finding", { position: { top: -10, right: 12 }, html: sign });
    });
    const count = part("count");
    count.textContent = findings.length === 0 ? word("clean") : word("findings", findings.length);
    count.className = `chip ${findings.length === 0 ? "good" : findings.some((one) => one.error) ? "bad" : "warn"}`;
    part("findings").replaceChildren(...findings.map((one) => line(one, registry)));
  };
  const line = (finding, registry) => {
    const item = document.createElement("li");
    const element = finding.element && registry.get(finding.element);
    const head = Object.assign(document.createElement(element ? "button" : "b"), { className: element ? "link" : "", textContent: element ? nameOf(element) : finding.element || word("whole") });
    if (element) {
      head.type = "button";
      head.addEventListener("click", () => { bench.reveal(modeler, element); });
    }
    const text = Object.assign(document.createElement("p"), { textContent: finding.message });
    const more = Object.assign(document.createElement("p"), { className: "acts" });
    const mend = element && bench.fix(modeler, finding, element);
    if (mend) {
      const fix = Object.assign(document.createElement("button"), { type: "button", className: "second slim", textContent: word("fix") });
      fix.dataset.fix = finding.code;
      fix.addEventListener("click", mend);
      more.append(fix);
    }
    more.append(Object.assign(document.createElement("a"), { href: finding.guide, target: "_blank", rel: "noopener", textContent: word("guide", finding.code) }));
    item.dataset.code = finding.code;
    item.dataset.element = finding.element ?? "";
    item.append(head, text, more);
    return item;
  };
  bench.reveal = (within, element) => {
    within.get("selection").select(element);
    const canvas = within.get("canvas");
    const root = canvas.findRoot(element);
    if (root && root !== canvas.getRootElement()) { canvas.setRootElement(root); }
    if (element.parent) { canvas.scrollToElement(element, { top: 120, bottom: 120, left: 160, right: 160 }); }
  };

  // what is drawn is kept and checked, once a second at most
  const keep = async () => {
    state.timer = 0;
    if (state.stopped) { return; }
    if (state.busy) { state.dirty = true; return; }
    state.busy = true;
    state.dirty = false;
    state.last = performance.now();
    say(word("saving"));
    try {
      const answer = await post(`/sketch?seen=${state.seen}&base=${state.base}`, await xml());
      const told = await json(answer);
      if (answer.ok) {
        state.seen = told.revision;
        document.querySelectorAll("[data-revision]").forEach((field) => { field.value = told.revision; });
        say(told.said);
        show(told.findings);
      } else {
        state.stopped = answer.status === 409;
        say("");
        alarm(told.said);
      }
    } catch {
      say(word("failed"));
      state.dirty = true;
    } finally {
      state.busy = false;
      root.dataset.checked = String(Number(root.dataset.checked ?? 0) + 1);
      if (state.dirty) { later(); }
    }
  };
  const later = () => {
    state.dirty = true;
    if (state.timer === 0) { state.timer = setTimeout(keep, Math.max(250, state.last + BETWEEN - performance.now())); }
  };
  const leave = async () => {
    if (state.dirty && !state.stopped && modeler) { await post(`/sketch?seen=${state.seen}&base=${state.base}`, await xml(), {}, { keepalive: true }).catch(() => {}); }
  };
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") { leave(); } });
  window.addEventListener("beforeunload", (event) => { if (state.dirty && !state.stopped) { event.preventDefault(); } });

  // a draft for others to see
  const save = async (newest) => {
    alarm("");
    const reason = root.querySelector("#bench-reason").value;
    clearTimeout(state.timer);
    state.timer = 0;
    try {
      const answer = await post(`/versions?reason=${encodeURIComponent(reason)}`, await xml(), { "If-Match": `"${newest}"` });
      const told = await json(answer);
      if (answer.ok) {
        state.dirty = false;
        state.stopped = true;
        location.assign(told.next);
      } else {
        if (told.newest) { state.offered = told.newest; }
        alarm(told.said, told.changes, told.newest);
      }
    } catch {
      alarm(word("failed"));
    }
  };
  part("save").addEventListener("submit", (event) => { event.preventDefault(); save(state.newest); });
  root.querySelector("[data-beside]").addEventListener("click", () => { state.newest = state.offered; save(state.newest); });

  // a file of another tool: the server looks at it first
  const open = async (file) => {
    alarm("");
    if (file.size > LARGEST) { alarm(word("too-large")); return; }
    try {
      const text = await file.text();
      const told = await json(await post("/check", text));
      if (!told.readable) { alarm(word("unreadable", file.name), told.findings.map((one) => one.message)); return; }
      const before = await xml();
      try {
        await modeler.importXML(text);
      } catch (error) {
        await modeler.importXML(before);
        alarm(word("unreadable", file.name), [error.message]);
        return;
      }
      first();
      bench.panel.refresh();
      say(word("opened", file.name));
      later();
    } catch {
      alarm(word("failed"));
    }
  };
  part("file").addEventListener("change", (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (file) { open(file); }
  });

  const acts = {
    undo: () => modeler.get("commandStack").undo(),
    redo: () => modeler.get("commandStack").redo(),
    fit: () => modeler.get("canvas").zoom("fit-viewport", "auto"),
    tidy: () => bench.tidy(modeler),
    in: () => modeler.get("zoomScroll").stepZoom(1),
    out: () => modeler.get("zoomScroll").stepZoom(-1),
    download: async () => {
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([await xml()], { type: "application/xml" })), download: `${root.dataset.process}.bpmn` });
      link.click();
      URL.revokeObjectURL(link.href);
    },
  };
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button && modeler) { acts[button.dataset.do](); }
    const template = event.target.closest("[data-template]");
    if (template && modeler) { insert(template.dataset.template); }
  });
  const insert = async (id) => {
    alarm("");
    const said = await bench.insert(modeler, id);
    if (said) { alarm(word(said)); } else { say(word("inserted")); }
  };

  const start = async () => {
    if (modeler || !wide.matches) { return; }
    root.hidden = false;
    const camunda = await (await fetch("/assets/camunda-bpmn-moddle/resources/camunda.json")).json();
    modeler = new window.BpmnJS({ container: part("canvas"), moddleExtensions: { camunda }, additionalModules: [bench.tools(word)] });
    bench.modeler = modeler;
    try {
      const source = await fetch(root.dataset.source);
      if (!source.ok || source.redirected) { throw new Error(String(source.status)); }
      const text = await source.text();
      await modeler.importXML(text);
      first();
      bench.panel.attach(modeler, root, word);
      show((await json(await post("/check", text))).findings);
      modeler.on("commandStack.changed", later);
    } catch (error) {
      alarm(word("unreadable", root.dataset.process), [error.message]);
    }
    root.dataset.ready = "yes";
  };
  wide.addEventListener("change", start);
  start();
})();
