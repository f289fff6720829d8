// The tools of the editor: only what a model may hold can be drawn, and its ids are as the check wants them.
"use strict";
(() => {
  const bench = (window.onestopBench = {});
  bench.ANNOUNCE = "${announce}";

  // the beginnings of ids: lower case English, verb and object
  const STEMS = {
    "bpmn:UserTask": "do_step",
    "bpmn:ServiceTask": "announce_step",
    "bpmn:ReceiveTask": "await_message",
    "bpmn:StartEvent": "start_work",
    "bpmn:EndEvent": "end_work",
    "bpmn:BoundaryEvent": "reach_border",
    "bpmn:ExclusiveGateway": "choose_way",
    "bpmn:ParallelGateway": "split_ways",
    "bpmn:SubProcess": "resolve_part",
    "bpmn:SequenceFlow": "flow",
    "bpmn:TextAnnotation": "note_text",
    "bpmn:Association": "join_note",
    "bpmn:Message": "message",
    "bpmn:TimerEventDefinition": "time_mark",
    "bpmn:MessageEventDefinition": "hear_message",
  };
  bench.freeId = (moddle, wanted) => {
    if (!moddle.ids.assigned(wanted)) { return wanted; }
    const stem = wanted.replace(/_\d+$/, "");
    let no = 2;
    while (moddle.ids.assigned(`${stem}_${no}`)) { no++; }
    return `${stem}_${no}`;
  };

  function Ids(bpmnFactory, moddle) {
    const ensure = bpmnFactory._ensureId;
    bpmnFactory._ensureId = function (element) {
      const stem = element.id ? null : STEMS[element.$type];
      if (stem) { element.id = bench.freeId(moddle, `${stem}_1`); }
      ensure.call(this, element);
    };
  }
  Ids.$inject = ["bpmnFactory", "moddle"];

  // a flow is named after its ends, so that its id says the same in every version
  bench.flowId = (source, target) => `flow_${source.businessObject.id}_to_${target.businessObject.id}`.slice(0, 80);
  function FlowIds(eventBus, moddle, injector) {
    eventBus.on("commandStack.connection.reconnect.postExecuted", ({ context }) => {
      const { connection, oldSource, oldTarget } = context;
      const before = oldSource && oldTarget && bench.flowId(oldSource, oldTarget);
      const wanted = bench.flowId(connection.source, connection.target);
      if (connection.businessObject.id !== before || wanted === before || moddle.ids.assigned(wanted)) { return; }
      injector.get("modeling").updateProperties(connection, bench.named(connection, wanted));
    });
    eventBus.on("commandStack.connection.create.preExecute", ({ context }) => {
      const { connection, source, target } = context;
      const holder = connection?.businessObject;
      if (!holder || holder.$type !== "bpmn:SequenceFlow" || !/^flow_\d+$/.test(holder.id)) { return; }
      moddle.ids.unclaim(holder.id);
      holder.id = bench.freeId(moddle, bench.flowId(source, target));
      moddle.ids.claim(holder.id, holder);
      connection.id = holder.id;
      if (connection.di) { connection.di.id = `${holder.id}_di`; }
    });
  }
  FlowIds.$inject = ["eventBus", "moddle", "injector"];
  // an id, and with it the id of its drawing, which another element could need
  bench.named = (element, id) => (element.di ? { id, di: { id: `${id}_di` } } : { id });
  bench.messageOf = (leg) => `leg_finished_${leg}`;

  // extension properties of a step: a list of names and values
  bench.propertiesOf = (element) => {
    const extensions = element.businessObject.get("extensionElements");
    const found = [];
    (extensions?.get("values") ?? []).filter((one) => one.$type === "camunda:Properties").forEach((list) => {
      (list.get("values") ?? []).forEach((one) => found.push([one.name ?? "", one.value ?? ""]));
    });
    return found;
  };
  bench.property = (element, name) => bench.propertiesOf(element).find(([one]) => one === name)?.[1] ?? "";
  bench.extensionsOf = (bpmnFactory, holder, list, others = []) => {
    const extensions = bpmnFactory.create("bpmn:ExtensionElements", { values: [...others] });
    extensions.$parent = holder;
    if (list.length > 0) {
      const properties = bpmnFactory.create("camunda:Properties", {});
      properties.$parent = extensions;
      properties.values = list.map(([name, value]) => {
        const property = bpmnFactory.create("camunda:Property", { name, value });
        property.$parent = properties;
        return property;
      });
      extensions.values.push(properties);
    }
    return extensions;
  };
  bench.setProperties = (modeler, element, list) => {
    const holder = element.businessObject;
    const others = (holder.get("extensionElements")?.get("values") ?? []).filter((one) => one.$type !== "camunda:Properties");
    const extensions = list.length + others.length === 0 ? undefined : bench.extensionsOf(modeler.get("bpmnFactory"), holder, list, others);
    modeler.get("modeling").updateProperties(element, { extensionElements: extensions });
  };
  bench.outcomesOf = (element) => {
    const written = bench.property(element, "outcomes");
    return written ? written.split(",").map((one) => one.trim()).filter(Boolean) : ["done"];
  };
  bench.outcomeOf = (flow) => /'([a-z_]+)'/.exec(flow.businessObject.conditionExpression?.body ?? "")?.[1] ?? "";
  bench.condition = (moddle, word) => moddle.create("bpmn:FormalExpression", { body: "${outcome == '" + word + "'}" });

  // a part of a model, as a template or a tool describes it
  bench.shape = (injector, part) => {
    const factory = injector.get("bpmnFactory");
    const type = `bpmn:${part.type}`;
    const holder = factory.create(type, part.id ? { id: bench.freeId(injector.get("moddle"), part.id) } : {});
    if (part.name) { holder.name = part.name; }
    if (part.type === "UserTask") {
      holder.set("camunda:candidateGroups", part.role ?? "specialist");
      const properties = Object.entries(part.properties ?? { allotment: "1wd", agency: "resolving", outcomes: "done" });
      holder.extensionElements = bench.extensionsOf(factory, holder, properties);
    }
    if (part.message) { holder.messageRef = part.message; }
    if (part.type === "ServiceTask") { holder.set("camunda:delegateExpression", bench.ANNOUNCE); }
    return injector.get("elementFactory").createShape({ type, businessObject: holder, ...(part.type === "SubProcess" ? { isExpanded: true } : {}) });
  };

  const KINDS = [
    ["start", { type: "StartEvent" }, "bpmn-icon-start-event-none"],
    ["step", { type: "UserTask", name: "Bước mới" }, "bpmn-icon-user-task"],
    ["automatic", { type: "ServiceTask", name: "Bước tự động" }, "bpmn-icon-service-task"],
    ["choice", { type: "ExclusiveGateway" }, "bpmn-icon-gateway-xor"],
    ["parallel", { type: "ParallelGateway" }, "bpmn-icon-gateway-parallel"],
    ["end", { type: "EndEvent" }, "bpmn-icon-end-event-none"],
    ["note", { type: "TextAnnotation" }, "bpmn-icon-text-annotation"],
  ];

  function Palette(palette, injector, word) {
    this.injector = injector;
    this.word = word;
    palette.registerProvider(this);
  }
  Palette.$inject = ["palette", "injector", "onestopWord"];
  Palette.prototype.getPaletteEntries = function () {
    const { injector, word } = this;
    const entries = {};
    const tool = (id, icon, act) => { entries[id] = { group: "tools", className: icon, title: word(`tool.${id}`), action: { click: act } }; };
    tool("hand", "bpmn-icon-hand-tool", (event) => injector.get("handTool").activateHand(event));
    tool("lasso", "bpmn-icon-lasso-tool", (event) => injector.get("lassoTool").activateSelection(event));
    tool("space", "bpmn-icon-space-tool", (event) => injector.get("spaceTool").activateSelection(event));
    tool("connect", "bpmn-icon-connection-multi", (event) => injector.get("globalConnect").start(event));
    entries.line = { group: "tools", separator: true };
    KINDS.forEach(([id, part, icon]) => {
      const begin = (event) => injector.get("create").start(event, bench.shape(injector, part));
      entries[`add.${id}`] = { group: "parts", className: icon, title: word(`add.${id}`), action: { dragstart: begin, click: begin } };
    });
    return entries;
  };

  function Pad(contextPad, injector, word) {
    this.injector = injector;
    this.word = word;
    contextPad.registerProvider(100, this);
  }
  Pad.$inject = ["contextPad", "injector", "onestopWord"];
  Pad.prototype.removal = function (elements) {
    return { group: "edit", className: "bpmn-icon-trash", title: this.word("pad.delete"), action: { click: () => this.injector.get("modeling").removeElements([...elements]) } };
  };
  Pad.prototype.getContextPadEntries = function (element) {
    const { injector, word } = this;
    const is = (...types) => types.some((type) => element.businessObject.$instanceOf(`bpmn:${type}`));
    const entries = {};
    const append = (id, part, icon) => {
      entries[`append.${id}`] = {
        group: "model",
        className: icon,
        title: word(`pad.${id}`),
        action: {
          click: () => injector.get("autoPlace").append(element, bench.shape(injector, part)),
          dragstart: (event) => injector.get("create").start(event, bench.shape(injector, part), { source: element }),
        },
      };
    };
    if (is("FlowNode") && !is("EndEvent") && element.type !== "label") {
      append("step", KINDS[1][1], "bpmn-icon-user-task");
      append("choice", KINDS[3][1], "bpmn-icon-gateway-xor");
      append("end", KINDS[5][1], "bpmn-icon-end-event-none");
    }
    if (is("FlowNode") && element.type !== "label") { append("note", KINDS[6][1], "bpmn-icon-text-annotation"); }
    if (is("FlowNode", "TextAnnotation") && !is("EndEvent") && element.type !== "label") {
      const begin = (event) => injector.get("connect").start(event, element);
      entries.connect = { group: "connect", className: "bpmn-icon-connection-multi", title: word("pad.connect"), action: { click: begin, dragstart: begin } };
    }
    if (!is("Process")) { entries.delete = this.removal([element]); }
    return () => entries;
  };
  Pad.prototype.getMultiElementContextPadEntries = function (elements) {
    return () => ({ delete: this.removal(elements) });
  };

  // the menu that turns an element into another kind would offer kinds that no model may hold
  function NoReplacement(popupMenu) {
    popupMenu.registerProvider("bpmn-replace", 100, { getPopupMenuEntries: () => () => ({}), getPopupMenuHeaderEntries: () => () => ({}) });
  }
  NoReplacement.$inject = ["popupMenu"];

  bench.tools = (word) => ({
    __init__: ["onestopIds", "onestopFlowIds", "paletteProvider", "contextPadProvider", "onestopNoReplacement"],
    onestopWord: ["value", word],
    onestopIds: ["type", Ids],
    onestopFlowIds: ["type", FlowIds],
    paletteProvider: ["type", Palette],
    contextPadProvider: ["type", Pad],
    onestopNoReplacement: ["type", NoReplacement],
  });
})();
