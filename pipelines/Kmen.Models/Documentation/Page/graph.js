// Layered graphs: what is read stands left of what reads it.
// Lays items of given heights out in layers. Gives for each its x and y, and the size of all.
function layered(heights, edges, width) {
  const [gapX, gapY] = [52, 10];
  const before = heights.map(() => []), after = heights.map(() => []), waiting = heights.map(() => 0);
  for (const [from, to] of edges) { before[to].push(from); after[from].push(to); waiting[to]++; }
  const layer = heights.map(() => 0), ready = heights.map((_, i) => i).filter(i => !waiting[i]);
  for (let next = 0; next < ready.length; next++) {
    for (const to of after[ready[next]]) {
      layer[to] = Math.max(layer[to], layer[ready[next]] + 1);
      if (--waiting[to] === 0) ready.push(to);
    }
  }
  // What reads nothing stands right before its first reader, so that its line is short.
  heights.forEach((_, i) => { if (!before[i].length && after[i].length) layer[i] = Math.min(...after[i].map(to => layer[to])) - 1; });
  const layers = [];
  heights.forEach((_, i) => (layers[layer[i]] ??= []).push(i));
  const rows = [...layers].map(members => members ?? []), y = heights.map(() => 0);
  const middle = i => y[i] + heights[i] / 2;
  rows.forEach(members => members.reduce((top, i) => { y[i] = top; return top + heights[i] + gapY; }, 0));
  for (let turn = 0; turn < 14; turn++) {
    const forward = turn % 2 === 0;
    for (let step = 0; step < rows.length; step++) {
      const members = rows[forward ? step : rows.length - 1 - step];
      const wanted = new Map(members.map(i => {
        const others = turn > 9 ? [...before[i], ...after[i]] : forward ? before[i] : after[i];
        return [i, others.length ? others.reduce((sum, other) => sum + middle(other), 0) / others.length : middle(i)];
      }));
      if (turn <= 9) members.sort((a, b) => wanted.get(a) - wanted.get(b) || a - b);
      place(members, i => wanted.get(i) - heights[i] / 2);
    }
  }
  const top = y.reduce((least, value) => Math.min(least, value), Infinity);
  return {
    x: layer.map(l => l * (width + gapX)), y: y.map(v => v - top),
    width: rows.length * (width + gapX) - gapX, height: heights.reduce((most, height, i) => Math.max(most, y[i] - top + height), 0),
  };

  // The mean of the tightest way down and the tightest way up keeps both order and distances.
  function place(members, wish) {
    const down = [], up = [];
    members.forEach((i, at) => { down[at] = at ? Math.max(wish(i), down[at - 1] + heights[members[at - 1]] + gapY) : wish(i); });
    for (let at = members.length - 1; at >= 0; at--) {
      up[at] = at < members.length - 1 ? Math.min(wish(members[at]), up[at + 1] - heights[members[at]] - gapY) : wish(members[at]);
    }
    members.forEach((i, at) => { y[i] = (down[at] + up[at]) / 2; });
  }
}

const cut = (text, length) => text.length > length ? text.slice(0, length - 1) + '…' : text;

// Draws items { name, href, lines, hue, classes, title } with edges between their places.
function draw(items, edges, label, isWhole) {
  const width = 196, lineHeight = 15;
  const heights = items.map(item => 26 + (item.lines?.length ?? 0) * lineHeight);
  const at = layered(heights, edges, width);
  const touching = items.map(() => []);
  const lines = edges.map(([from, to]) => {
    const [x1, y1, x2, y2] = [at.x[from] + width, at.y[from] + 13, at.x[to], at.y[to] + 13];
    const bend = Math.max(35, Math.abs(x2 - x1) / 2);
    const path = svg('path', { d: `M${x1} ${y1.toFixed(1)}C${x1 + bend} ${y1.toFixed(1)} ${x2 - bend} ${y2.toFixed(1)} ${x2} ${y2.toFixed(1)}` });
    touching[from].push(path);
    touching[to].push(path);
    return path;
  });
  const boxes = items.map((item, i) => {
    const mark = on => touching[i].forEach(path => path.classList.toggle('near', on));
    return svg('a', {
      href: item.href, class: item.classes, hue: item.hue, transform: `translate(${at.x[i]} ${at.y[i].toFixed(1)})`,
      pointerenter: () => mark(true), pointerleave: () => mark(false), focus: () => mark(true), blur: () => mark(false),
    },
    svg('title', null, item.title ?? item.name),
    svg('rect', { width, height: heights[i], rx: 5 }),
    svg('text', { x: 9, y: 17 }, cut(item.name, 27)),
    (item.lines ?? []).map((line, n) => svg('text', { x: 9, y: 32 + n * lineHeight, class: 'small' }, cut(line, 31))));
  });
  const margin = 14;
  const full = { x: -margin, y: -margin, w: at.width + 2 * margin, h: at.height + 2 * margin };
  const canvas = svg('svg', { role: 'group', 'aria-label': label }, lines, boxes);
  if (!isWhole) canvas.style.height = `${Math.min(Math.max(full.h, 90), 460)}px`;
  const frame = h('div', { class: isWhole ? 'graph whole' : 'graph' }, canvas);
  const self = items.findIndex(item => item.classes?.includes('self'));
  movable(canvas, frame, full, isWhole, self < 0 ? null : { x: at.x[self] + width / 2, y: at.y[self] });
  return frame;
}

function movable(canvas, frame, full, isWhole, focus) {
  let view = { ...full }, held = null;
  const show = () => canvas.setAttribute('viewBox', `${view.x} ${view.y} ${view.w} ${view.h}`);
  const scale = () => Math.max(view.w / (canvas.clientWidth || 800), view.h / (canvas.clientHeight || 400));
  const fit = () => {
    view = { ...full };
    // A small graph is not blown up.
    const grow = Math.max(1, 1 / scale());
    view = { x: view.x - view.w * (grow - 1) / 2, y: view.y - view.h * (grow - 1) / 2, w: view.w * grow, h: view.h * grow };
    show();
  };
  // What is too large to be read whole begins where its names can be read: around its own table, or at the left.
  const begin = () => {
    fit();
    const readable = 1.35;
    if (scale() <= readable) return;
    view.w = (canvas.clientWidth || 800) * readable;
    view.h = (canvas.clientHeight || 400) * readable;
    view.x = focus ? focus.x - view.w / 2 : full.x;
    view.y = focus ? focus.y - view.h / 2 : full.y + Math.max(0, (full.h - view.h) / 2);
    show();
  };
  const zoom = (factor, x = view.x + view.w / 2, y = view.y + view.h / 2) => {
    const wanted = Math.min(Math.max(scale() * factor, .2), 200) / scale();
    view = { x: x - (x - view.x) * wanted, y: y - (y - view.y) * wanted, w: view.w * wanted, h: view.h * wanted };
    show();
  };
  const point = event => new DOMPoint(event.clientX, event.clientY).matrixTransform(canvas.getScreenCTM().inverse());
  canvas.addEventListener('wheel', event => {
    if (!isWhole && !event.ctrlKey) return;
    event.preventDefault();
    const { x, y } = point(event);
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, x, y);
  }, { passive: false });
  canvas.addEventListener('pointerdown', event => { if (event.button === 0) held = { x: event.clientX, y: event.clientY, view, moved: false }; });
  canvas.addEventListener('pointermove', event => {
    if (!held || !event.buttons) return;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(dx, dy) < 5) return;
    if (!held.moved) { held.moved = true; canvas.setPointerCapture(event.pointerId); canvas.classList.add('held'); }
    view = { ...view, x: held.view.x - dx * scale(), y: held.view.y - dy * scale() };
    show();
  });
  const release = () => { canvas.classList.remove('held'); setTimeout(() => { held = null; }); };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('click', event => { if (held?.moved) event.preventDefault(); }, true);
  canvas.addEventListener('dragstart', event => event.preventDefault());
  frame.append(h('div', { class: 'tools' },
    h('button', { type: 'button', 'aria-label': 'Larger', click: () => zoom(1 / 1.4) }, '+'),
    h('button', { type: 'button', 'aria-label': 'Smaller', click: () => zoom(1.4) }, '−'),
    h('button', { type: 'button', click: fit }, 'Fit')));
  show();
  requestAnimationFrame(begin);
}

// The graph of some nodes; edges to others are left out.
function graphOf(places, self, isWhole) {
  const chosen = [...places].sort((a, b) => a - b);
  const at = new Map(chosen.map((place, i) => [place, i]));
  const items = chosen.map(place => {
    const node = nodes[place];
    return {
      name: node.name, href: hash(node.name), hue: hueOf(node.name), title: `${node.name} (${node.kind})${node.description ? ': ' + node.description : ''}`,
      classes: [place === self && 'self', needs(node) && 'needs'].filter(Boolean).join(' ') || null,
    };
  });
  const edges = chosen.flatMap(place => nodes[place].reads.filter(read => at.has(read)).map(read => [at.get(read), at.get(place)]));
  return draw(items, edges, self === undefined ? 'Graph of all tables' : `Graph around ${nodes[self].name}`, isWhole);
}

// The nodes that are at most so many steps up or down from one.
function around(start, steps) {
  const found = new Set([start]);
  for (const next of [place => nodes[place].reads, place => readers[place]]) {
    let edge = [start];
    for (let step = 0; step < steps && edge.length; step++) {
      edge = [...new Set(edge.flatMap(next))];
      edge.forEach(place => found.add(place));
    }
  }
  return found;
}
