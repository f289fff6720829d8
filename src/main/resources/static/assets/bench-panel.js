// The properties of the chosen element, and what a keyboard needs: a list of all elements, to connect and to delete.
"use strict";
(() => {
  const bench = window.onestopBench;
  let modeler = null;
  let root = null;
  let word = null;
  let chosen = null;
  const form = () => root.querySelector("[data-bench-panel]");
  const field = (name) => form().querySelector(`[data-p="${name}"]`);
  const is = (element, ...types) => types.some((type) => element.businessObject.$instanceOf(`bpmn:${type}`));
  const kindOf = (element) => element.businessObject.$type.slice("bpmn:".length);
  const modeling = () => modeler.get("modeling");
  const option = (value, text, selected) => new Option(text, value, false, selected);

  const all = () => modeler.get("elementRegistry").filter((element) => element.type !== "label" && is(element, "FlowElement", "Process"));
  const title = (element) => {
    if (is(element, "Process")) { return `${word("kind.process")}: ${bench.nameOf(element)}`; }
    if (!is(element, "SequenceFlow")) { return bench.nameOf(element); }
    return `${word("kind.flow")}: ${bench.nameOf(element.source)} → ${bench.nameOf(element.target)}`;
  };

  // outcomes with which the work before a way can have ended
  const outcomesBefore = (flow) => {
    const seen = new Set();
    const found = new Set();
    const open = [flow.source];
    while (open.length > 0) {
      const at = open.pop();
      if (!at || seen.has(at)) { continue; }
      seen.add(at);
      if (is(at, "UserTask")) { bench.outcomesOf(at).forEach((one) => found.add(one)); continue; }
      if (is(at, "SubProcess")) { at.children.filter((one) => one.type !== "label" && is(one, "UserTask")).forEach((one) => bench.outcomesOf(one).forEach((name) => found.add(name))); }
      (at.incoming ?? []).forEach((one) => open.push(one.source));
    }
    return [...found];
  };

  const list = () => {
    const select = root.querySelector("[data-bench-element]");
    select.replaceChildren(option("", word("unnamed"), !chosen), ...all().map((one) => option(one.id, title(one), one === chosen)));
  };
  const outcomes = (element) => {
    const box = form().querySelector("[data-p-outcomes]");
    const row = form().querySelector("template[data-p-outcome]");
    box.replaceChildren(...bench.outcomesOf(element).map((name) => {
      const line = row.content.firstElementChild.cloneNode(true);
      line.querySelector("[data-word]").value = name;
      line.querySelector("[data-form]").value = bench.property(element, `form.${name}`);
      return line;
    }));
  };
  const PARTS = {
    named: (one) => is(one, "FlowElement", "Process"),
    identified: (one) => is(one, "FlowNode"),
    userTask: (one) => is(one, "UserTask"),
    serviceTask: (one) => is(one, "ServiceTask"),
    receiveTask: (one) => is(one, "ReceiveTask"),
    way: (one) => is(one, "SequenceFlow") && is(one.source, "ExclusiveGateway"),
    connectable: (one) => is(one, "FlowNode") && !is(one, "EndEvent"),
    removable: (one) => !is(one, "Process"),
  };
  const fill = () => {
    form().hidden = !chosen;
    form().querySelectorAll("[data-for]").forEach((line) => { line.hidden = !chosen || !PARTS[line.dataset.for](chosen); });
    list();
    if (!chosen) { return; }
    const holder = chosen.businessObject;
    field("name").value = holder.name ?? "";
    field("id").value = holder.id;
    if (is(chosen, "UserTask")) {
      field("candidateGroups").value = holder.get("camunda:candidateGroups") ?? "";
      field("agency").value = bench.property(chosen, "agency") || "resolving";
      field("allotment").value = bench.property(chosen, "allotment");
      const before = bench.property(chosen, "not-by");
      const others = all().filter((one) => one !== chosen && is(one, "UserTask"));
      field("not-by").replaceChildren(option("", "–", !before), ...others.map((one) => option(one.id, title(one), one.id === before)));
      if (before && !others.some((one) => one.id === before)) { field("not-by").append(option(before, before, true)); }
      outcomes(chosen);
    }
    if (is(chosen, "ServiceTask")) {
      const step = [...field("announce").options].map((one) => one.value).find((id) => id && (id.endsWith("_") ? holder.id.startsWith(id) : holder.id === id));
      field("announce").value = step ?? "";
    }
    if (is(chosen, "ReceiveTask")) { field("message").value = holder.messageRef?.name ?? ""; }
    if (PARTS.way(chosen)) {
      const now = bench.outcomeOf(chosen);
      const normal = chosen.source.businessObject.default === holder;
      const known = outcomesBefore(chosen);
      if (now && !known.includes(now)) { known.push(now); }
      field("condition").replaceChildren(option("", "–", !now && !normal), option("=", word("normal"), normal), ...known.map((one) => option(one, word("if", one), one === now)));
    }
    if (PARTS.connectable(chosen)) {
      const targets = all().filter((one) => one !== chosen && one.parent === chosen.parent && is(one, "FlowNode") && !is(one, "StartEvent", "BoundaryEvent"));
      form().querySelector("[data-p-connect]").replaceChildren(option("", "–", true), ...targets.map((one) => option(one.id, title(one), false)));
    }
  };

  // an id is what others refer to: steps that name it follow
  const rename = (id) => {
    const before = chosen.businessObject.id;
    const wanted = id.trim();
    if (wanted === before) { return; }
    if (!/^[A-Za-z_][\w.-]*$/.test(wanted) || modeler.get("moddle").ids.assigned(wanted)) { field("id").value = before; return; }
    const element = chosen;
    const flows = [...(element.incoming ?? []), ...(element.outgoing ?? [])].filter((one) => one.businessObject.id === bench.flowId(one.source, one.target));
    modeling().updateProperties(element, bench.named(element, wanted));
    flows.forEach((one) => {
      const named = bench.flowId(one.source, one.target);
      if (!modeler.get("moddle").ids.assigned(named)) { modeling().updateProperties(one, bench.named(one, named)); }
    });
    follow(before, wanted);
    all().filter((one) => is(one, "UserTask") && bench.property(one, "not-by") === before).forEach((one) => put(one, "not-by", wanted));
  };
  // the step that waits for a part of a linked procedure, and its message, are named after the part
  const OPEN = "open_leg_";
  const follow = (before, wanted) => {
    if (!before.startsWith(OPEN) || !wanted.startsWith(OPEN)) { return; }
    const [old, fresh] = [before.slice(OPEN.length), wanted.slice(OPEN.length)];
    const waiting = modeler.get("elementRegistry").get(`await_leg_${old}`);
    const message = waiting?.businessObject.messageRef;
    if (message?.name === bench.messageOf(old)) { modeling().updateModdleProperties(waiting, message, { id: bench.freeId(modeler.get("moddle"), `${fresh}_message`), name: bench.messageOf(fresh) }); }
    if (waiting && !modeler.get("moddle").ids.assigned(`await_leg_${fresh}`)) {
      const now = chosen;
      chosen = waiting;
      rename(`await_leg_${fresh}`);
      chosen = now;
    }
  };
  const put = (element, name, value) => {
    const rest = bench.propertiesOf(element);
    const at = rest.findIndex(([one]) => one === name);
    if (value === "") { if (at >= 0) { rest.splice(at, 1); } } else if (at >= 0) { rest[at] = [name, value]; } else { rest.push([name, value]); }
    bench.setProperties(modeler, element, rest);
  };
  const putOutcomes = () => {
    const rows = [...form().querySelectorAll("[data-p-outcomes] > *")].map((row) => [row.querySelector("[data-word]").value.trim(), row.querySelector("[data-form]").value]).filter(([name]) => name !== "");
    const rest = bench.propertiesOf(chosen).filter(([name]) => name !== "outcomes" && !name.startsWith("form."));
    const at = rest.findIndex(([name]) => name === "not-by");
    const fresh = [["outcomes", rows.map(([name]) => name).join(",")], ...rows.filter(([, chosenForm]) => chosenForm).map(([name, chosenForm]) => [`form.${name}`, chosenForm])];
    rest.splice(at < 0 ? rest.length : at, 0, ...fresh);
    bench.setProperties(modeler, chosen, rest);
  };
  const condition = (value) => {
    const gateway = chosen.source;
    const normal = gateway.businessObject.default === chosen.businessObject;
    if (value === "=") {
      modeling().updateProperties(chosen, { conditionExpression: undefined });
      modeling().updateProperties(gateway, { default: chosen.businessObject });
      return;
    }
    const flow = chosen;
    if (normal) { modeling().updateProperties(gateway, { default: undefined }); }
    modeling().updateProperties(flow, { conditionExpression: value === "" ? undefined : bench.condition(modeler.get("moddle"), value) });
  };
  const announce = (id) => {
    if (id === "") { return; }
    const whole = id.endsWith("_") ? `${id}part` : id;
    if (modeler.get("moddle").ids.assigned(whole)) { fill(); return; }
    modeling().updateProperties(chosen, { id: whole, "camunda:delegateExpression": bench.ANNOUNCE });
  };
  const message = (name) => {
    const definitions = modeler.getDefinitions();
    let found = definitions.rootElements.find((one) => one.$type === "bpmn:Message" && one.name === name);
    if (!found) {
      found = modeler.get("bpmnFactory").create("bpmn:Message", { name });
      found.$parent = definitions;
      definitions.rootElements.unshift(found);
    }
    modeling().updateProperties(chosen, { messageRef: found });
  };

  const change = (event) => {
    if (!chosen) { return; }
    const target = event.target;
    const name = target.dataset.p;
    if (target.closest("[data-p-outcomes]")) { putOutcomes(); return; }
    if (target.matches("[data-p-connect]")) {
      const to = modeler.get("elementRegistry").get(target.value);
      if (to) { modeling().connect(chosen, to); }
      return;
    }
    if (name === "name") {
      const label = target.value.trim();
      if (is(chosen, "Process")) { modeling().updateProperties(chosen, { name: label }); } else { modeling().updateLabel(chosen, label); }
    }
    if (name === "id") { rename(target.value); }
    if (name === "candidateGroups") { modeling().updateProperties(chosen, { "camunda:candidateGroups": target.value || undefined }); }
    if (["agency", "allotment", "not-by"].includes(name)) { put(chosen, name, target.value.trim()); }
    if (name === "condition") { condition(target.value); }
    if (name === "announce") { announce(target.value); }
    if (name === "message" && target.value.trim()) { message(target.value.trim()); }
  };
  const click = (event) => {
    if (!chosen) { return; }
    if (event.target.closest("[data-p-add]")) {
      const row = form().querySelector("template[data-p-outcome]").content.firstElementChild.cloneNode(true);
      form().querySelector("[data-p-outcomes]").append(row);
      row.querySelector("[data-word]").focus();
    }
    if (event.target.closest("[data-remove]")) {
      event.target.closest(".bench-outcome").remove();
      putOutcomes();
    }
    if (event.target.closest("[data-p-delete]")) { modeling().removeElements([chosen]); }
  };

  bench.panel = {
    attach(within, at, say) {
      modeler = within;
      root = at;
      word = say;
      form().addEventListener("change", change);
      form().addEventListener("click", click);
      form().addEventListener("submit", (event) => event.preventDefault());
      root.querySelector("[data-bench-element]").addEventListener("change", (event) => {
        const element = modeler.get("elementRegistry").get(event.target.value);
        if (element) { is(element, "Process") ? choose(element) : bench.reveal(modeler, element); }
      });
      const choose = (element) => { chosen = element; fill(); };
      modeler.on("selection.changed", (event) => {
        const one = event.newSelection.length === 1 ? event.newSelection[0] : null;
        choose(one && one.type === "label" ? one.labelTarget : one);
      });
      modeler.on("commandStack.changed", () => {
        if (chosen && !modeler.get("elementRegistry").get(chosen.id)) { chosen = null; }
        if (!form().contains(document.activeElement) || !form().querySelector("[data-p-outcomes]").contains(document.activeElement)) { fill(); }
      });
      chosen = null;
      fill();
    },
    refresh() { chosen = null; fill(); },
    chosen: () => chosen,
  };
})();
