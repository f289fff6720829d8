// Lays a drawing out: the normal path in one row, ways that come back below it, ways back above it. One step of the undo stack.
"use strict";
(() => {
  const bench = window.onestopBench;
  const PITCH = 170;
  const ROW = 130;
  const LANE = 24;
  const is = (element, ...types) => types.some((type) => element.businessObject.$instanceOf(`bpmn:${type}`));
  const middle = (element) => ({ x: element.x + element.width / 2, y: element.y + element.height / 2 });
  const out = (node) => node.outgoing.filter((flow) => is(flow, "SequenceFlow"));
  const normal = (node) => {
    const flows = out(node);
    return flows.find((flow) => node.businessObject.default === flow.businessObject) ?? flows.find((flow) => !flow.businessObject.conditionExpression) ?? flows[0];
  };
  const splits = (node) => is(node, "ParallelGateway") && out(node).length > 1;
  const joins = (node) => is(node, "ParallelGateway") && node.incoming.length > 1;

  // the places of the steps of one scope, in columns and rows, and the ways of their flows
  class Grid {
    constructor() {
      this.at = new Map();
      this.ways = new Map();
      this.kept = [];
      this.lanes = 0;
    }

    put(node, col, row) { this.at.set(node, { col, row }); }
    col(node) { return this.at.get(node).col; }
    row(node) { return this.at.get(node).row; }
    columns() { return Math.max(0, ...[...this.at.values()].map((one) => one.col)) + 1; }
    rows() { return Math.max(0, ...[...this.at.values()].map((one) => one.row)); }

    // the nodes from one on, by normal flows, until an end or a node that has its place
    follow(first) {
      const path = [];
      let node = first;
      while (node && !this.at.has(node) && !path.includes(node)) {
        path.push(node);
        node = normal(node)?.target;
      }
      return { path, back: node && this.at.has(node) ? node : null };
    }

    // everything to the right of a column moves on
    widen(after, by) {
      this.at.forEach((place) => { if (place.col > after) { place.col += by; } });
      this.kept.forEach((one) => {
        if (one.from > after) { one.from += by; }
        if (one.to > after) { one.to += by; }
      });
    }

    // the row below everything that stands between two columns
    below(from, to, least) {
      const [a, b] = [Math.min(from, to), Math.max(from, to)];
      return Math.max(least, ...this.kept.filter((one) => one.from <= b && one.to >= a).map((one) => one.row + 1));
    }

    keep(from, to, row) { this.kept.push({ from: Math.min(from, to), to: Math.max(from, to), row }); }
  }

  const branch = (grid, split) => {
    let join = null;
    const branches = out(split).map((flow) => {
      const path = [];
      let node = flow.target;
      while (node && !joins(node) && !path.includes(node)) {
        path.push(node);
        node = normal(node)?.target;
      }
      join ??= node;
      return path;
    });
    return { branches, join };
  };

  const main = (grid, start) => {
    const path = [];
    let node = start;
    let col = 0;
    while (node && !grid.at.has(node)) {
      grid.put(node, col, 0);
      path.push(node);
      if (!splits(node)) {
        node = normal(node)?.target;
        col++;
        continue;
      }
      const { branches, join } = branch(grid, node);
      const longest = Math.max(...branches.map((one) => one.length));
      branches.forEach((one, row) => one.forEach((step, no) => { if (!grid.at.has(step)) { grid.put(step, col + 1 + no, row); } }));
      grid.keep(col, col + longest + 1, branches.length - 1);
      out(node).forEach((flow, row) => { if (row > 0) { grid.ways.set(flow, "out"); } });
      branches.forEach((one, row) => { const last = one[one.length - 1]; if (row > 0 && last) { out(last).forEach((flow) => grid.ways.set(flow, "in")); } });
      node = join;
      col += longest + 1;
    }
    return path;
  };

  // the ways of a gateway other than its normal one
  const aside = (grid, gateway) => {
    const usual = normal(gateway);
    const row = grid.row(gateway);
    let ends = 0;
    out(gateway).filter((flow) => flow !== usual).forEach((flow) => {
      if (grid.at.has(flow.target)) {
        const back = grid.col(flow.target) < grid.col(gateway);
        if (row === 0 && grid.row(flow.target) === 0 && back) { grid.ways.set(flow, `over ${grid.lanes++}`); }
        if (grid.row(flow.target) > row && back) {
          grid.ways.set(flow, "into");
          grid.keep(grid.col(gateway), grid.col(gateway), grid.row(flow.target));
        }
        return;
      }
      const { path, back } = grid.follow(flow.target);
      if (!back && path.length > 1) {
        const to = ends++ % 2 === 0 ? grid.below(grid.col(gateway), grid.col(gateway) + path.length, row + 1) : -1;
        path.forEach((node, no) => grid.put(node, grid.col(gateway) + 1 + no, to));
        grid.keep(grid.col(gateway), grid.col(gateway) + path.length, to);
        grid.ways.set(flow, "out");
        return;
      }
      const forth = back && grid.col(back) > grid.col(gateway) ? 1 : -1;
      if (back) {
        const missing = path.length - Math.abs(grid.col(gateway) - grid.col(back));
        if (missing > 0) { grid.widen(forth < 0 ? grid.col(back) : grid.col(back) - 1, missing); }
      }
      const from = grid.col(gateway);
      const to = grid.below(from, back ? grid.col(back) : from, row + 1);
      path.forEach((node, no) => grid.put(node, from + forth * no, to));
      grid.keep(from, back ? grid.col(back) : from, to);
      grid.ways.set(flow, "down");
      if (back) { out(path[path.length - 1]).filter((one) => one.target === back).forEach((one) => grid.ways.set(one, "up")); }
      path.filter((node) => is(node, "ExclusiveGateway")).reverse().forEach((node) => aside(grid, node));
    });
  };

  const arrange = (nodes) => {
    const grid = new Grid();
    const start = nodes.find((node) => is(node, "StartEvent")) ?? nodes[0];
    if (!start) { return grid; }
    const path = main(grid, start);
    path.filter((node) => is(node, "ExclusiveGateway")).forEach((node) => aside(grid, node));
    const lost = nodes.filter((node) => !grid.at.has(node));
    const row = grid.rows() + 1;
    lost.forEach((node, no) => grid.put(node, no, row));
    return grid;
  };

  // the bends of a flow between places, and where its name stands
  const bends = (flow, way, box, entries) => {
    const [a, b] = [box.get(flow.source), box.get(flow.target)];
    const [from, to] = [middle(a), middle(b)];
    const side = (one, left) => (left ? one.x : one.x + one.width);
    // of several ways to one step, the outermost enters furthest to the left, so that none crosses another
    const enter = (key) => {
      const list = entries.get(`${key} ${flow.target.id}`) ?? [flow];
      return to.x + 16 * ((list.length - 1) / 2 - list.indexOf(flow));
    };
    if (is(flow.source, "SubProcess") || is(flow.target, "SubProcess")) {
      const y = is(flow.source, "SubProcess") ? to.y : from.y;
      return { points: [{ x: a.x + a.width, y }, { x: b.x, y }], name: null };
    }
    if (way?.startsWith("over")) {
      const lane = box.top - LANE * Number(way.slice(5));
      const x = enter("over");
      return { points: [{ x: from.x, y: a.y }, { x: from.x, y: lane }, { x, y: lane }, { x, y: b.y }], name: { x: from.x - 8, y: lane - 4, right: true, above: true } };
    }
    if (way === "down") {
      return { points: [{ x: from.x, y: a.y + a.height }, { x: to.x, y: b.y }], name: { x: from.x + 6, y: a.y + a.height + 8 } };
    }
    if (way === "up") {
      const x = enter("up");
      return { points: [{ x: side(a, x < from.x), y: from.y }, { x, y: from.y }, { x, y: b.y + b.height }], name: null };
    }
    if (way === "into") {
      const list = entries.get(`side ${flow.target.id}`) ?? [];
      entries.set(`side ${flow.target.id}`, [...list, flow]);
      const y = to.y + 16 * list.length;
      return { points: [{ x: from.x, y: a.y + a.height }, { x: from.x, y }, { x: b.x + b.width, y }], name: { x: from.x + 6, y: a.y + a.height + 8 } };
    }
    if (way === "out") {
      const under = to.y > from.y;
      return { points: [{ x: from.x, y: under ? a.y + a.height : a.y }, { x: from.x, y: to.y }, { x: b.x, y: to.y }], name: { x: from.x + 6, y: under ? a.y + a.height + 8 : a.y - 24 } };
    }
    if (way === "in") {
      return { points: [{ x: side(a, false), y: from.y }, { x: to.x, y: from.y }, { x: to.x, y: b.y + b.height }], name: null };
    }
    if (Math.abs(from.y - to.y) < 2) {
      const left = to.x < from.x;
      return { points: [{ x: side(a, left), y: from.y }, { x: side(b, !left), y: to.y }], name: left ? { x: a.x - 6, y: from.y - 4, right: true, above: true } : { x: a.x + a.width + 6, y: from.y - 4, above: true } };
    }
    return null;
  };

  // where everything would stand
  const plan = (modeler) => {
    const root = modeler.get("canvas").getRootElement();
    const inside = (scope) => scope.children.filter((one) => !one.waypoints && one.type !== "label" && is(one, "FlowNode") && !is(one, "BoundaryEvent"));
    const work = root.children.find((one) => is(one, "SubProcess"));
    const borders = root.children.filter((one) => one.type !== "label" && is(one, "BoundaryEvent"));
    const box = new Map();
    const ways = new Map();
    const tops = new Map();
    const boxed = (node, x, y) => box.set(node, { x: Math.round(x - node.width / 2), y: Math.round(y - node.height / 2), width: node.width, height: node.height });
    const below = new Set();
    borders.forEach((border) => { let node = out(border)[0]?.target; while (node && !below.has(node)) { below.add(node); node = normal(node)?.target; } });
    const outer = arrange(inside(root).filter((node) => !below.has(node)));
    const begin = inside(root).find((node) => is(node, "StartEvent"));
    const anchor = begin ? middle(begin) : { x: 160, y: 260 };
    let frame = null;
    if (work) {
      const grid = arrange(inside(work));
      const x = anchor.x + 90;
      const y = anchor.y - 40 - 72 - LANE * Math.max(0, grid.lanes - 1) - (grid.lanes > 0 ? 34 : 0);
      grid.at.forEach((place, node) => boxed(node, x + 80 + PITCH * place.col, anchor.y + ROW * place.row));
      grid.ways.forEach((way, flow) => ways.set(flow, way));
      frame = { x, y, width: 160 + PITCH * (grid.columns() - 1), height: anchor.y + ROW * grid.rows() + 100 - y };
      box.set(work, frame);
      grid.at.forEach((place, node) => tops.set(node, anchor.y - 40 - 30));
    }
    const right = frame ? frame.x + frame.width + 110 : 0;
    outer.at.forEach((place, node) => {
      if (node === work) { return; }
      const x = !frame || place.col === 0 ? anchor.x + PITCH * place.col : right + PITCH * (place.col - 2);
      boxed(node, x, anchor.y + ROW * place.row);
    });
    outer.ways.forEach((way, flow) => ways.set(flow, way));
    if (frame) {
      const gap = (frame.width - 240) / Math.max(1, borders.length - 1);
      borders.forEach((border, no) => {
        const x = frame.x + 120 + Math.min(gap, 8 * PITCH) * no;
        boxed(border, x, frame.y + frame.height);
        let node = out(border)[0]?.target;
        let at = x + PITCH;
        const seen = new Set();
        while (node && !seen.has(node)) {
          seen.add(node);
          boxed(node, at, frame.y + frame.height + 110);
          at += PITCH;
          node = normal(node)?.target;
        }
        out(border).forEach((flow) => ways.set(flow, "out"));
      });
    }
    return { box, ways, tops, frame, work };
  };

  const standing = (modeler, drawn) => [...drawn.box].every(([node, at]) => Math.abs(node.x - at.x) < 2 && Math.abs(node.y - at.y) < 2);

  // names beside gateways and ends
  const named = (node, ways) => {
    const at = middle(node);
    if (!is(node, "Gateway")) { return is(node, "BoundaryEvent") ? { x: node.x - 4, y: node.y + node.height - 4, right: true } : { x: at.x, y: node.y + node.height + 6, centre: true }; }
    const upward = out(node).some((flow) => ways.get(flow)?.startsWith("over") || (ways.get(flow) === "out" && middle(flow.target).y < at.y));
    return upward ? { x: at.x - 8, y: node.y - 2, right: true, above: true } : { x: at.x, y: node.y - 6, centre: true, above: true };
  };

  const move = (modeling, label, to) => {
    const x = to.centre ? to.x - label.width / 2 : to.right ? to.x - label.width : to.x;
    const y = to.above ? to.y - label.height : to.y;
    const delta = { x: Math.round(x - label.x), y: Math.round(y - label.y) };
    if (delta.x || delta.y) { modeling.moveShape(label, delta, label.parent, undefined, { layout: false }); }
  };

  const apply = (modeler, drawn) => {
    const modeling = modeler.get("modeling");
    const registry = modeler.get("elementRegistry");
    if (drawn.work) { modeling.resizeShape(drawn.work, drawn.frame); }
    drawn.box.forEach((at, node) => {
      const delta = { x: at.x - node.x, y: at.y - node.y };
      if (node !== drawn.work && (delta.x || delta.y)) { modeling.moveShape(node, delta, node.parent, undefined, { layout: false, autoResize: false }); }
    });
    const entries = new Map();
    const names = [];
    [...drawn.ways].filter(([, way]) => way === "up" || way.startsWith("over")).sort(([one, way], [other, its]) => one.source.y - other.source.y || Number(way.slice(5)) - Number(its.slice(5))).forEach(([flow, way]) => {
      const key = `${way.split(" ")[0]} ${flow.target.id}`;
      entries.set(key, [...(entries.get(key) ?? []), flow]);
    });
    registry.filter((one) => one.waypoints && one.parent && is(one, "SequenceFlow")).forEach((flow) => {
      const box = new Map([[flow.source, flow.source], [flow.target, flow.target]]);
      box.top = drawn.tops.get(flow.source) ?? middle(flow.source).y - 70;
      const way = bends(flow, drawn.ways.get(flow), box, entries);
      if (!way) { modeling.layoutConnection(flow); return; }
      modeling.updateWaypoints(flow, way.points);
      if (flow.label && way.name) { names.push([flow.label, way.name]); }
    });
    drawn.box.forEach((at, node) => { if (node.label) { names.push([node.label, named(node, drawn.ways)]); } });
    names.forEach(([label, to]) => move(modeling, label, to));
  };

  function Tidying() { this.preExecute = (context) => context.tidy(); }
  const registered = new WeakSet();

  // whether everything stands where the layout would put it; a drawing that somebody has arranged otherwise is left alone
  bench.isTidy = (modeler) => standing(modeler, plan(modeler));
  bench.tidy = (modeler) => {
    if (!registered.has(modeler)) {
      registered.add(modeler);
      modeler.get("commandStack").registerHandler("onestop.tidy", Tidying);
    }
    modeler.get("commandStack").execute("onestop.tidy", { tidy: () => apply(modeler, plan(modeler)) });
  };
})();
