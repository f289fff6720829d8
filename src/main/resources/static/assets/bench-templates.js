// Templates: parts that belong together are drawn in one act, in the room that is made for them.
"use strict";
(() => {
  const bench = window.onestopBench;
  const GAP = 60;
  const STEP = 170;
  const is = (element, type) => element.businessObject.$instanceOf(`bpmn:${type}`);
  const centre = (element) => ({ x: element.x + element.width / 2, y: element.y + element.height / 2 });

  function Insertion() { this.preExecute = (context) => context.build(); }

  // what a recipe draws with
  const drawing = (modeler) => {
    const injector = { get: (name) => modeler.get(name) };
    const modeling = modeler.get("modeling");
    const registry = modeler.get("elementRegistry");
    const moddle = modeler.get("moddle");
    const self = {
      modeling,
      find: (id) => registry.get(id),
      all: () => registry.filter((element) => element.parent && element.type !== "label"),
      shapes: (scope) => scope.children.filter((one) => !one.waypoints && one.type !== "label"),
      room(axis, at, delta) {
        const { movingShapes, resizingShapes } = modeler.get("spaceTool").calculateAdjustments(registry.filter(() => true), axis, delta, at);
        modeling.createSpace(movingShapes, resizingShapes, axis === "x" ? { x: delta, y: 0 } : { x: 0, y: delta }, axis === "x" ? "e" : "s", at);
      },
      draw: (part, at, scope) => modeling.createShape(bench.shape(injector, part), at, scope),
      // a flow, on a way of its own where one is given
      flow(from, to, told = {}, way = null) {
        const line = modeling.connect(from, to);
        if (way) { modeling.updateWaypoints(line, way); }
        if (told.name) { modeling.updateLabel(line, told.name); }
        if (told.outcome) { modeling.updateProperties(line, { conditionExpression: bench.condition(moddle, told.outcome) }); }
        if (told.default) { modeling.updateProperties(from, { default: line.businessObject }); }
        return line;
      },
      redirect(line, to) {
        modeling.reconnectEnd(line, to, centre(to));
        modeling.layoutConnection(line);
      },
      // the column nearest to x in which nothing stands between two heights
      column(scope, x, top, bottom) {
        const there = self.shapes(scope).filter((one) => one.y < bottom && one.y + one.height > top);
        const free = (at) => there.every((one) => at < one.x - 14 || at > one.x + one.width + 14);
        for (let off = 0; off < 1000; off += 10) {
          if (free(x + off)) { return x + off; }
          if (free(x - off)) { return x - off; }
        }
        return x;
      },
      // down from the row of the work: under its steps, then straight to the top of the target
      down(from, to) {
        const lane = centre(from).y + 52 + 8 * (from.outgoing.length % 3);
        const x = Math.abs(centre(from).x - centre(to).x) < 8 ? centre(from).x : centre(to).x;
        const start = { x: centre(from).x, y: from.y + from.height };
        return x === start.x ? [start, { x, y: to.y }] : [start, { x: start.x, y: lane }, { x, y: lane }, { x, y: to.y }];
      },
      // up to the row of the work, on a lane above the row where the loop stands
      up(from, to, lane) {
        const x = centre(to).x - 12 * (to.incoming.length % 4);
        return [{ x: centre(from).x, y: from.y }, { x: centre(from).x, y: lane }, { x, y: lane }, { x, y: to.y + to.height }];
      },
      // back over the row of the work
      over(from, to) {
        const lane = Math.min(from.y, to.y) - 24 - 12 * (to.incoming.length % 4);
        return [{ x: centre(from).x, y: from.y }, { x: centre(from).x, y: lane }, { x: centre(to).x, y: lane }, { x: centre(to).x, y: to.y }];
      },
      // makes the frame around a scope so deep that it ends below a height, and moves what stands below it
      deepen(scope, bottom) {
        const missing = bottom + 50 - (scope.y + scope.height);
        if (is(scope, "SubProcess") && missing > 0) { self.room("y", scope.y + scope.height - 1, missing); }
      },
      // the last gateway that asks for the outcome of a step, or the step, and the normal way on from there; where a target is
      // given, the last gateway that leads to it, so that ways to one and the same step stand side by side
      behind(step, target = null) {
        const seen = new Set();
        let at = step;
        let line = step.outgoing[0];
        let found = null;
        while (line && !seen.has(line) && is(line.target, "ExclusiveGateway") && line.target.incoming.length === 1) {
          seen.add(line);
          at = line.target;
          line = at.outgoing.find((one) => at.businessObject.default === one.businessObject) ?? at.outgoing.find((one) => !one.businessObject.conditionExpression);
          if (target && at.outgoing.some((one) => one.target === target)) { found = { at, line }; }
        }
        return found ?? { at, line };
      },
      // puts a gateway behind a step and the gateways that stand there; a question has one gateway
      choice(step, question, id, { otherwise = "không", target = null } = {}) {
        const { at, line } = self.behind(step, target);
        self.room("x", at.x + at.width + 1, GAP + 50);
        const gateway = self.draw({ id, type: "ExclusiveGateway", name: question }, { x: at.x + at.width + GAP + 25, y: centre(step).y }, step.parent);
        if (line) {
          const next = line.target;
          self.redirect(line, gateway);
          self.flow(gateway, next, { default: true, name: otherwise });
        } else { self.flow(at, gateway); }
        return gateway;
      },
    };
    return self;
  };

  // the message that tells of the end of a part of a linked procedure
  const messaged = (draw, modeler, part) => {
    if (part.type !== "ReceiveTask") { return; }
    const factory = modeler.get("bpmnFactory");
    const definitions = modeler.getDefinitions();
    const message = factory.create("bpmn:Message", { id: bench.freeId(modeler.get("moddle"), `${part.leg}_message`), name: bench.messageOf(part.leg) });
    message.$parent = definitions;
    definitions.rootElements.unshift(message);
    return message;
  };
  // the parts of a template with the names that are free: one more part of a linked procedure gets a name of its own
  const numbered = (draw, parts) => {
    const named = new Map();
    parts.filter((part) => part.leg).forEach((part) => {
      let name = part.leg;
      for (let no = 2; draw.find(`open_leg_${name}`); no++) { name = `${part.leg.replace(/_.*/, "")}_${no}`; }
      named.set(part.leg, name);
    });
    return parts.map((part) => (part.leg ? { ...part, leg: named.get(part.leg), drawId: part.id.replace(part.leg, named.get(part.leg)) } : part));
  };

  const between = (draw, modeler, template, step, parts = template.parts) => {
    const columns = parts.filter((part) => !part.below).length;
    const split = is(step, "ParallelGateway") && step.outgoing.length > 1;
    const { at, line } = split ? { at: step, line: null } : draw.behind(step);
    draw.room("x", at.x + at.width + 1, columns * STEP);
    if (parts.some((part) => part.below) || split) { draw.deepen(step.parent, centre(step).y + 160); }
    const next = split ? joinOf(step) : line?.target;
    const made = new Map([["<selected>", step]]);
    const middle = split ? Math.max(...draw.shapes(step.parent).map((one) => one.y + one.height)) - 60 : centre(step).y;
    let x = at.x + at.width + GAP + 55;
    numbered(draw, parts).forEach((part) => {
      const over = part.below && made.get(part.below);
      const copy = { ...part, id: part.drawId ?? part.id, message: messaged(draw, modeler, part), ...(part.notBy ? { properties: { ...part.properties, "not-by": step.id } } : {}) };
      const place = over ? { x: centre(over).x, y: over.y + over.height + 80 } : { x, y: middle };
      made.set(part.id, draw.draw(copy, place, step.parent));
      if (!over) { x += STEP; }
    });
    const first = made.get(parts[0].id);
    const last = made.get(template.last ?? parts[parts.length - 1].id);
    if (line) { draw.redirect(line, first); } else { draw.flow(at, first); }
    template.flows.filter((told) => made.has(told.from) && made.has(told.to)).forEach((told) => {
      const [from, to] = [made.get(told.from), made.get(told.to)];
      draw.flow(from, to, told, to === step ? draw.over(from, to) : null);
    });
    if (next) { draw.flow(last, next, { name: template.nextName, default: is(last, "ExclusiveGateway") }); }
    if (template.ending) { ending(draw, template.ending); }
    return first;
  };

  // the gateway at which the ways of a parallel gateway meet
  const joinOf = (split) => {
    let node = split.outgoing[0].target;
    for (let steps = 0; node && steps < 1000 && !(is(node, "ParallelGateway") && node.incoming.length > 1); steps++) { node = node.outgoing[0]?.target; }
    return node;
  };

  // where the work goes on after a loop: the gateway that joins ways in front of the step, or the step
  const joinBefore = (step) => {
    const source = step.incoming.length === 1 ? step.incoming[0].source : null;
    return source && is(source, "ExclusiveGateway") && source.outgoing.length === 1 ? source : step;
  };

  const loop = (draw, modeler, template, step) => {
    const scope = step.parent;
    const word = template.outcome.word;
    const outcomes = bench.outcomesOf(step);
    if (!outcomes.includes(word)) {
      const list = bench.propertiesOf(step);
      const forms = [...list.filter(([name]) => name.startsWith("form.")), [`form.${word}`, template.outcome.form]];
      const others = (last) => list.filter(([name]) => name !== "outcomes" && !name.startsWith("form.") && (name === "not-by") === last);
      bench.setProperties(modeler, step, [...others(false), ["outcomes", [...outcomes, word].join(",")], ...forms, ...others(true)]);
    }
    const gateway = draw.choice(step, template.outcome.question, template.outcome.gateway, { target: draw.find(template.parts[0].id) });
    const fresh = template.parts.filter((part) => !draw.find(part.id) || !part.shared);
    const columns = fresh.filter((part) => !part.below).length;
    const bottom = Math.max(...draw.shapes(scope).filter((one) => !is(one, "BoundaryEvent")).map((one) => one.y + one.height));
    draw.deepen(scope, bottom + (template.parts.some((part) => part.below) ? 240 : 130));
    let x = draw.column(scope, centre(gateway).x, centre(gateway).y + 45, bottom + 40);
    const right = x + columns * STEP;
    if (is(scope, "SubProcess") && right > scope.x + scope.width) { draw.room("x", scope.x + scope.width - 1, right - scope.x - scope.width); }
    const made = new Map();
    const old = new Set();
    template.parts.forEach((part) => {
      const there = part.shared && draw.find(part.id);
      if (there) {
        made.set(part.id, there);
        old.add(part.id);
        return;
      }
      const over = part.below && made.get(part.below);
      made.set(part.id, draw.draw(part, over ? { x: centre(over).x, y: over.y + over.height + 60 } : { x, y: bottom + 80 }, scope));
      if (!over) { x += STEP; }
    });
    const begin = made.get(template.parts[0].id);
    draw.flow(gateway, begin, { name: template.outcome.name, outcome: word }, draw.down(gateway, begin));
    template.flows.forEach((told) => {
      const from = made.get(told.from);
      const branches = old.has(told.from) && from.outgoing.length > 0;
      const source = branches ? draw.choice(from, "Chờ gì?", "choose_waiting", { otherwise: "" }) : from;
      const to = made.get(told.to);
      const beside = old.has(told.to) && centre(source).x < to.x && centre(source).y > to.y + to.height;
      const way = beside ? [{ x: source.x + source.width, y: centre(source).y }, { x: centre(to).x - 32, y: centre(source).y }, { x: centre(to).x - 32, y: to.y + to.height }] : null;
      draw.flow(source, to, branches ? { ...told, name: template.outcome.name } : is(from, "ExclusiveGateway") ? told : {}, way);
    });
    const last = made.get(template.last);
    if (last.outgoing.length === 0 && !is(last, "EndEvent")) {
      const to = joinBefore(step);
      draw.flow(last, to, {}, draw.up(last, to, last.y - 22));
    }
    if (template.ending) { ending(draw, template.ending); }
    return begin;
  };

  // the way on which such an ending is recorded, outside the work
  const ending = (draw, told) => {
    const work = draw.find("resolve_dossier");
    if (!work || draw.find(told.record) || work.outgoing.length !== 1) { return; }
    const behind = work.outgoing[0].target;
    const gateway = is(behind, "ExclusiveGateway") ? behind : draw.choice(work, "Kết thúc thế nào?", "check_ending", { otherwise: "có kết quả" });
    const bottom = Math.max(...draw.all().filter((one) => !one.waypoints && one.parent === work.parent).map((one) => one.y + one.height));
    const record = draw.draw({ id: told.record, type: "ServiceTask", name: told.recordName }, { x: centre(gateway).x + 110, y: bottom + 60 }, work.parent);
    const end = draw.draw({ id: told.end, type: "EndEvent", name: told.endName }, { x: centre(gateway).x + 110 + STEP, y: bottom + 60 }, work.parent);
    draw.flow(gateway, record, { name: told.name, outcome: told.word });
    draw.flow(record, end);
  };

  // the frame of every procedure: the work with its mark timer and its withdrawal, the result and its return
  const frame = (draw, modeler, template) => {
    const root = modeler.get("canvas").getRootElement();
    const factory = modeler.get("bpmnFactory");
    const elements = modeler.get("elementFactory");
    const moddle = modeler.get("moddle");
    const step = (id, name, role, properties) => ({ id, type: "UserTask", name, role, properties });
    const begin = draw.find("receive_dossier") ?? draw.draw({ id: "receive_dossier", type: "StartEvent", name: "Tiếp nhận hồ sơ" }, { x: 180, y: 220 }, root);
    const work = elements.createShape({ type: "bpmn:SubProcess", isExpanded: true, width: 700, height: 300, businessObject: factory.create("bpmn:SubProcess", { id: "resolve_dossier", name: "Giải quyết hồ sơ" }) });
    const { x, y } = centre(begin);
    draw.modeling.createShape(work, { x: x + 70 + 350, y }, root);
    const inner = [
      { id: "start_work", type: "StartEvent" },
      step("appraise_dossier", "Thẩm định hồ sơ", "specialist", { allotment: "4wh", agency: "resolving", outcomes: "done" }),
      step("issue_result", "Phát hành kết quả", "records_clerk", { allotment: "1wh", agency: "resolving", outcomes: "done", "form.done": "resolution" }),
      { id: "end_work", type: "EndEvent" },
    ];
    const outer = template.part ? [{ id: "record_resolution", type: "ServiceTask", name: "Ghi nhận kết quả" }, { id: "end_resolved", type: "EndEvent", name: "Xong phần việc" }] : [
      { id: "record_resolution", type: "ServiceTask", name: "Ghi nhận kết quả" },
      step("return_result", "Trả kết quả", "desk_officer", { allotment: "30min", agency: "receiving", outcomes: "done", "form.done": "handover" }),
      { id: "record_return", type: "ServiceTask", name: "Ghi nhận đã trả" },
      { id: "end_returned", type: "EndEvent", name: "Đã trả kết quả" },
    ];
    const row = (parts, from, scope, gap) => parts.map((part, no) => draw.draw(part, { x: from + no * gap, y }, scope));
    const chain = (list) => list.slice(1).forEach((one, no) => draw.flow(list[no], one));
    chain(row(inner, work.x + 70, work, STEP + 10));
    chain([begin, work, ...row(outer, work.x + work.width + 120, root, STEP)]);
    const border = (told) => {
      const definition = factory.create(`bpmn:${told.definition}`, { id: told.definitionId });
      const holder = factory.create("bpmn:BoundaryEvent", { id: told.id, name: told.name, cancelActivity: told.interrupts, eventDefinitions: [definition] });
      definition.$parent = holder;
      told.define(definition);
      const event = draw.modeling.createShape(elements.createShape({ type: "bpmn:BoundaryEvent", businessObject: holder }), { x: told.x, y: work.y + work.height }, work, { attach: true });
      const record = draw.draw({ id: told.record, type: "ServiceTask", name: told.recordName }, { x: told.x + 30, y: work.y + work.height + 120 }, root);
      const end = draw.draw({ id: told.end, type: "EndEvent", name: told.endName }, { x: told.x + 30 + STEP - 30, y: work.y + work.height + 120 }, root);
      draw.flow(event, record);
      draw.flow(record, end);
    };
    border({
      id: "reach_sla_mark", name: "Đến mốc thời hạn", interrupts: false, definition: "TimerEventDefinition", definitionId: "time_sla_mark", x: work.x + 150,
      define: (one) => { one.timeCycle = moddle.create("bpmn:FormalExpression", { body: "${sla.nextMark(execution)}" }); one.timeCycle.$parent = one; },
      record: "raise_sla_mark", recordName: "Báo mốc thời hạn", end: "end_mark",
    });
    const definitions = modeler.getDefinitions();
    let message = definitions.rootElements.find((one) => one.$type === "bpmn:Message" && one.name === "withdrawal_requested");
    if (!message) {
      message = factory.create("bpmn:Message", { id: bench.freeId(moddle, "withdrawal_message"), name: "withdrawal_requested" });
      message.$parent = definitions;
      definitions.rootElements.unshift(message);
    }
    border({
      id: "request_withdrawal", name: "Xin rút hồ sơ", interrupts: true, definition: "MessageEventDefinition", definitionId: "hear_withdrawal", x: work.x + 450,
      define: (one) => { one.messageRef = message; },
      record: "record_withdrawal", recordName: "Ghi nhận rút hồ sơ", end: "end_withdrawn", endName: "Đã rút",
    });
    draw.modeling.updateProperties(root, { isExecutable: true });
    return work;
  };

  let templates = null;
  let registered = null;

  // draws a template; answers the key of a sentence if it cannot be drawn here
  bench.insert = async (modeler, id) => {
    templates ??= await (await fetch("/assets/bench-templates.json")).json();
    const template = templates[id];
    const draw = drawing(modeler);
    const chosen = template.after ? draw.find(template.after) : bench.panel.chosen();
    if (template.mode === "frame" ? draw.find("resolve_dossier") : template.parts.some((part) => part.once && draw.find(part.id))) { return "there-already"; }
    if (template.after && !chosen) { return "frame-only"; }
    const further = chosen && is(chosen, "ParallelGateway") && chosen.outgoing.length > 1 && !template.needs;
    const fits = template.mode === "frame" || (chosen && is(chosen, "FlowNode") && !is(chosen, "EndEvent") && (further || !is(chosen, "Gateway")) && (!template.needs || is(chosen, template.needs)));
    if (!fits) { return "select-step"; }
    if (template.mode === "loop" && !is(chosen.parent, "SubProcess")) { return "select-scope"; }
    if (registered !== modeler) {
      modeler.get("commandStack").registerHandler("onestop.insert", Insertion);
      registered = modeler;
    }
    let first = null;
    const recipes = {
      between: () => between(draw, modeler, template, chosen),
      loop: () => loop(draw, modeler, template, chosen),
      ending: () => between(draw, modeler, template, chosen, chosen.outgoing.length > 0 ? template.parts.slice(0, -1) : template.parts),
      frame: () => frame(draw, modeler, template),
    };
    // a drawing that nobody has arranged by hand stays laid out
    const tidy = bench.isTidy(modeler) || template.mode === "frame";
    const build = () => {
      first = recipes[template.mode]();
      if (tidy) { bench.tidy(modeler); }
    };
    modeler.get("commandStack").execute("onestop.insert", { build });
    bench.reveal(modeler, first);
    return "";
  };
})();
