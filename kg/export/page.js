"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const svg = byId("graph");
  const make = (name, parent, attributes) => {
    const element = document.createElementNS(SVG, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return parent.appendChild(element);
  };
  const makeText = (name, parent, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    return parent.appendChild(element);
  };
  const short = (text, most) => {
    const letters = Array.from(text);
    return letters.length > most ? letters.slice(0, most - 1).join("") + "\u2026" : text;
  };

  // ---- the graph

  const nodes = data.nodes.map((n, i) => ({
    ...n.data,
    degree: 0,
    x: 12 * Math.sqrt(i + 1) * Math.cos(2.4 * i) * 4,
    y: 12 * Math.sqrt(i + 1) * Math.sin(2.4 * i) * 4,
    dx: 0,
    dy: 0,
  }));
  const index = new Map(nodes.map((n) => [n.id, n]));
  const edges = data.edges.map((e) => ({ ...e.data, from_node: index.get(e.data.source), to_node: index.get(e.data.target) }));
  for (const e of edges) {
    e.from_node.degree++;
    e.to_node.degree++;
  }

  // Edges between the same two are bent apart.
  const pairs = new Map();
  for (const e of edges) {
    const key = [e.source, e.target].sort().join(" ");
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(e);
  }
  for (const [key, alike] of pairs)
    alike.forEach((e, i) => {
      e.bend = (i - (alike.length - 1) / 2) * 26 * (key.startsWith(e.source + " ") ? 1 : -1);
      if (e.source === e.target) e.bend = 30 + i * 14;
    });

  // ---- forces: repulsion by cells of a grid, springs along edges, a pull to the middle

  let heat = 1;
  const FAR = 260;
  const repel = (a, b) => {
    let dx = a.x - b.x, dy = a.y - b.y, d2 = dx * dx + dy * dy;
    if (d2 > FAR * FAR) return;
    if (d2 < 1) { dx = 1; dy = 0.5; d2 = 1; }
    const force = 2600 / d2;
    a.dx += dx * force; a.dy += dy * force;
    b.dx -= dx * force; b.dy -= dy * force;
  };
  const repelAll = () => {
    const cells = new Map();
    for (const n of nodes) {
      const key = Math.floor(n.x / FAR) + ":" + Math.floor(n.y / FAR);
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(n);
    }
    for (const [key, here] of cells) {
      const [cx, cy] = key.split(":").map(Number);
      here.forEach((a, i) => { for (let k = i + 1; k < here.length; k++) repel(a, here[k]); });
      for (const [ox, oy] of [[1, 0], [0, 1], [1, 1], [1, -1]])
        for (const b of cells.get(cx + ox + ":" + (cy + oy)) || []) for (const a of here) repel(a, b);
    }
  };
  const step = () => {
    for (const n of nodes) { const pull = n.degree ? 0.016 : 0.04; n.dx = -n.x * pull; n.dy = -n.y * pull; }
    repelAll();
    for (const e of edges) {
      const a = e.from_node, b = e.to_node, dx = b.x - a.x, dy = b.y - a.y;
      const length = Math.sqrt(dx * dx + dy * dy) || 1;
      const force = ((length - 110) / length) * 0.06;
      a.dx += dx * force; a.dy += dy * force;
      b.dx -= dx * force; b.dy -= dy * force;
    }
    for (const n of nodes) {
      if (n === held) continue;
      const speed = Math.sqrt(n.dx * n.dx + n.dy * n.dy) || 1, most = Math.min(speed, 30 * heat);
      n.x += (n.dx / speed) * most;
      n.y += (n.dy / speed) * most;
    }
    heat *= 0.985;
  };

  // ---- drawing

  let held = null, chosen = null, view = { x: 0, y: 0, scale: 1 };
  make("path", make("marker", make("defs", svg, {}), { id: "arrow", viewBox: "0 0 8 8", refX: 8, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" }), { d: "M0 0L8 4L0 8z", fill: "#7b8794" });
  const stage = make("g", svg, {});
  for (const e of edges) {
    e.group = make("g", stage, {});
    e.line = make("path", e.group, { "marker-end": "url(#arrow)" });
    if (/^[A-Z][a-z]+$/.test(e.modality || "")) e.line.setAttribute("class", e.modality);
    e.text = make("text", e.group, { class: "relation" });
    e.text.textContent = short(e.label || "", 30);
  }
  for (const n of nodes) {
    n.radius = 5 + Math.min(14, 2 * Math.sqrt(n.degree));
    n.group = make("g", stage, { tabindex: 0 });
    make("circle", n.group, { r: n.radius, fill: n.color });
    const text = make("text", n.group, { y: n.radius + 11 });
    text.textContent = short(n.label, 28);
    make("title", n.group, {}).textContent = n.label;
  }
  const place = () => {
    stage.setAttribute("transform", `translate(${view.x},${view.y}) scale(${view.scale})`);
    for (const n of nodes) n.group.setAttribute("transform", `translate(${n.x},${n.y})`);
    for (const e of edges) {
      const a = e.from_node, b = e.to_node, dx = b.x - a.x, dy = b.y - a.y, length = Math.hypot(dx, dy) || 1;
      if (a === b) {
        e.line.setAttribute("d", `M${a.x - a.radius},${a.y} C${a.x - e.bend},${a.y - e.bend} ${a.x + e.bend},${a.y - e.bend} ${a.x + a.radius + 2},${a.y}`);
        e.text.setAttribute("x", a.x);
        e.text.setAttribute("y", a.y - e.bend * 0.8);
        continue;
      }
      const mx = (a.x + b.x) / 2 - (dy / length) * e.bend, my = (a.y + b.y) / 2 + (dx / length) * e.bend;
      const near = (n, gap) => { const d = Math.hypot(mx - n.x, my - n.y) || 1; return `${n.x + ((mx - n.x) / d) * (n.radius + gap)},${n.y + ((my - n.y) / d) * (n.radius + gap)}`; };
      e.line.setAttribute("d", `M${near(a, 0)} Q${mx},${my} ${near(b, 2)}`);
      e.text.setAttribute("x", (a.x + b.x) / 4 + mx / 2);
      e.text.setAttribute("y", (a.y + b.y) / 4 + my / 2 - 3);
    }
  };
  const fit = () => {
    const box = svg.getBoundingClientRect();
    const xs = nodes.map((n) => n.x), ys = nodes.map((n) => n.y);
    const least = (v) => v.reduce((a, b) => Math.min(a, b), 0), most = (v) => v.reduce((a, b) => Math.max(a, b), 0);
    const w = most(xs) - least(xs) + 160, h = most(ys) - least(ys) + 120;
    view.scale = Math.min(2, box.width / w, box.height / h) || 1;
    view.x = box.width / 2 - ((most(xs) + least(xs)) / 2) * view.scale;
    view.y = box.height / 2 - ((most(ys) + least(ys)) / 2) * view.scale;
  };
  const run = () => {
    if (heat > 0.02) { step(); step(); }
    place();
    if (heat > 0.02) requestAnimationFrame(run);
  };
  const warm = () => { const still = heat <= 0.02; heat = Math.max(heat, 0.3); if (still) requestAnimationFrame(run); };

  // ---- what is shown

  const hidden = { class: new Set(), modality: new Set() };
  const shows = (n) => !hidden.class.has(n.class || "");
  const update = () => {
    const sought = byId("search").value.trim().toLowerCase();
    let visible = 0;
    const near = new Set(chosen ? [chosen] : []);
    for (const e of edges) {
      e.shown = shows(e.from_node) && shows(e.to_node) && !hidden.modality.has(e.modality || "");
      if (e.shown && (e.from_node === chosen || e.to_node === chosen)) { near.add(e.from_node); near.add(e.to_node); }
    }
    for (const n of nodes) {
      const found = sought && n.label.toLowerCase().includes(sought);
      n.group.style.display = shows(n) ? "" : "none";
      n.group.setAttribute("class", found ? "found" : (sought && !found) || (chosen && !near.has(n)) ? "faded" : "");
      visible += shows(n);
    }
    for (const e of edges) {
      e.group.style.display = e.shown ? "" : "none";
      const touches = e.from_node === chosen || e.to_node === chosen;
      e.group.setAttribute("class", sought || (chosen && !touches) ? "faded" : "");
    }
    byId("count").textContent = `${visible} nodes, ${edges.filter((e) => e.shown).length} edges`;
  };
  const filters = (parent, key, items) => {
    const values = new Map();
    for (const item of items) {
      const value = item[key] || "", known = values.get(value);
      if (known) known.n++;
      else values.set(value, { n: 1, color: key === "class" ? item.color : "#e4e7eb" });
    }
    for (const [value, { n, color }] of [...values].sort()) {
      const button = makeText("button", parent, `${value || "none"} ${n}`);
      button.style.background = color;
      button.setAttribute("aria-pressed", "true");
      button.onclick = () => {
        const set = hidden[key];
        if (!set.delete(value)) set.add(value);
        button.setAttribute("aria-pressed", String(!set.has(value)));
        update();
      };
    }
  };

  // ---- details

  const list = (parent, item, leave) => {
    const dl = makeText("dl", parent, "");
    for (const key of ["class", "iri", "property", "claim", "documents", "modality", "from", "until", "on", "recurrence", "confidence", "quote", "document", "attributed_to"]) {
      if (item[key] === undefined || leave.includes(key)) continue;
      makeText("dt", dl, key.replace("_", " "));
      makeText("dd", dl, String(item[key]));
    }
  };
  const detail = () => {
    const panel = byId("details");
    panel.replaceChildren();
    if (!chosen) return;
    makeText("h2", panel, chosen.label);
    list(panel, chosen, []);
    for (const e of edges) {
      if (!e.shown || (e.from_node !== chosen && e.to_node !== chosen)) continue;
      const section = makeText("section", panel, "");
      makeText("div", section, `${e.from_node.label} \u2014 ${e.label} \u2192 ${e.to_node.label}`);
      list(section, e, ["property", "claim"]);
    }
  };
  const choose = (n) => { chosen = n; update(); detail(); };

  // ---- the hand

  const at = (event) => {
    const box = svg.getBoundingClientRect();
    return { x: (event.clientX - box.left - view.x) / view.scale, y: (event.clientY - box.top - view.y) / view.scale };
  };
  let panning = false, moved = false;
  for (const n of nodes) {
    n.group.onpointerdown = (event) => { held = n; moved = false; svg.setPointerCapture(event.pointerId); event.stopPropagation(); };
    n.group.onkeydown = (event) => { if (event.key === "Enter") choose(n); };
  }
  svg.onpointerdown = (event) => { panning = true; moved = false; svg.setPointerCapture(event.pointerId); };
  svg.onpointermove = (event) => {
    if (Math.abs(event.movementX) + Math.abs(event.movementY) > 0) moved = true;
    if (held) { Object.assign(held, at(event)); warm(); }
    else if (panning) { view.x += event.movementX; view.y += event.movementY; place(); }
  };
  svg.onpointerup = () => {
    if (!moved) choose(held);
    held = null;
    panning = false;
  };
  svg.addEventListener("wheel", (event) => {
    const p = at(event), factor = Math.exp(-event.deltaY * 0.001);
    view.scale = Math.max(0.05, Math.min(8, view.scale * factor));
    const q = at(event);
    view.x += (q.x - p.x) * view.scale;
    view.y += (q.y - p.y) * view.scale;
    place();
    event.preventDefault();
  }, { passive: false });
  byId("search").oninput = update;

  filters(byId("classes"), "class", nodes);
  if (edges.some((e) => e.modality)) filters(byId("modalities"), "modality", edges);
  update();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (let i = 0; i < (still ? 400 : nodes.length > 1500 ? 20 : 150); i++) step();
  if (still) heat = 0;
  fit();
  run();
})();
