// Where columns come from and what hangs on them, step by step. What the engine makes hangs on every column that its step reads.
const isEngine = node => !node.sql && node.kind !== 'source';
const columnsMadeBy = place => nodes[place].makes.flatMap(table => tables[table].columns.map(column => column.id));
const engineColumns = new Map();
function columnsReadBy(place) {
  if (!engineColumns.has(place)) engineColumns.set(place, nodes[place].reads.flatMap(columnsMadeBy));
  return engineColumns.get(place);
}

function parentsOf(id) {
  const found = columnById.get(id);
  if (!found) return [];
  const place = tables[found.table].node;
  return isEngine(nodes[place]) ? columnsReadBy(place) : found.column.values;
}

let childIndex = null;
function childrenOf(id) {
  if (!childIndex) {
    childIndex = new Map();
    for (const [child, { column }] of columnById) {
      for (const parent of column.values) (childIndex.get(parent) ?? childIndex.set(parent, []).get(parent)).push(child);
    }
  }
  const found = columnById.get(id);
  const engines = found ? readers[tables[found.table].node].filter(place => isEngine(nodes[place])) : [];
  return [...childIndex.get(id) ?? [], ...engines.flatMap(columnsMadeBy)];
}

// All columns on the way, the first one left out.
function closure(id, next) {
  const found = new Set([id]), queue = [id];
  for (let at = 0; at < queue.length; at++) {
    for (const other of next(queue[at])) if (!found.has(other)) { found.add(other); queue.push(other); }
  }
  found.delete(id);
  return found;
}

// The tables but one whose rows hang on one of some columns, and those that read them.
function tablesWithRowsBy(ids, self) {
  const hangs = table => table.rows.some(id => ids.has(id)) || isEngine(nodes[table.node]) && table.columns.some(column => ids.has(column.id));
  const found = new Set(tables.map((_, place) => place).filter(place => place !== self && hangs(tables[place])));
  const queue = [...found].map(place => tables[place].node), seen = new Set(queue);
  for (let at = 0; at < queue.length; at++) {
    for (const reader of readers[queue[at]]) {
      nodes[reader].makes.forEach(table => found.add(table));
      if (!seen.has(reader)) { seen.add(reader); queue.push(reader); }
    }
  }
  return found;
}

const nameOf = id => page.column_names[id];
const tableNameOf = id => nameOf(id).slice(0, nameOf(id).lastIndexOf('.'));
const columnNameOf = id => nameOf(id).slice(nameOf(id).lastIndexOf('.') + 1);

// Columns as a list: a line a table.
function columnList(ids, none) {
  const groups = new Map();
  for (const id of ids) (groups.get(tableNameOf(id)) ?? groups.set(tableNameOf(id), []).get(tableNameOf(id))).push(id);
  if (!groups.size) return h('p', { class: 'dim' }, none);
  return [...groups].sort(([a], [b]) => (tableByName.get(a) ?? 0) - (tableByName.get(b) ?? 0)).map(([name, members]) => h('p', { class: 'group' },
    h('span', { class: 'dot', hue: hueOf(name) }), tableByName.has(name) ? link(name) : name, ': ',
    members.map((id, n) => [n > 0 && ', ', columnById.has(id) ? link(nameOf(id), columnNameOf(id)) : columnNameOf(id)])));
}

// The way of values through the tables, a box a table with the columns that take part.
function lineageGraph(id, up, down) {
  const most = 60, shownColumns = 5;
  const columnsOf = new Map();
  // Nearest first, upwards and downwards in turn.
  const [before, behind] = [[...up], [...down]];
  for (const one of [id, ...Array.from({ length: Math.max(before.length, behind.length) }, (_, n) => [before[n], behind[n]]).flat()]) {
    const found = columnById.get(one);
    if (!found) continue;
    if (!columnsOf.has(found.table) && columnsOf.size >= most) continue;
    (columnsOf.get(found.table) ?? columnsOf.set(found.table, new Set()).get(found.table)).add(one);
  }
  const chosen = [...columnsOf.keys()].sort((a, b) => tables[a].node - tables[b].node);
  const at = new Map(chosen.map((place, i) => [place, i]));
  const self = columnById.get(id).table;
  const items = chosen.map(place => {
    const members = [...columnsOf.get(place)];
    const lines = members.slice(0, members.length > shownColumns + 1 ? shownColumns : shownColumns + 1).map(columnNameOf);
    if (members.length > lines.length) lines.push(`and ${members.length - lines.length} more`);
    return { name: tables[place].name, href: hash(members.length === 1 ? nameOf(members[0]) : tables[place].name), lines, hue: hueOf(tables[place].name), classes: place === self ? 'self' : null };
  });
  const edges = new Set();
  for (const [place, members] of columnsOf) {
    for (const member of members) {
      for (const parent of parentsOf(member)) {
        const from = columnById.get(parent)?.table;
        if (from !== undefined && from !== place && columnsOf.get(from)?.has(parent)) edges.add(`${at.get(from)} ${at.get(place)}`);
      }
    }
  }
  const all = new Set([id, ...up, ...down].map(one => columnById.get(one)?.table).filter(place => place !== undefined)).size;
  return [
    draw(items, [...edges].map(edge => edge.split(' ').map(Number)), `Way of the values of ${nameOf(id)}`, false),
    all > chosen.length && h('p', { class: 'dim' }, `${count(all - chosen.length, 'more table')} further away left out of the picture.`),
  ];
}
