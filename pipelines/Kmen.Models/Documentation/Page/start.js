// The list of all tables, and which view a hash shows.
function tree() {
  const listed = nodes.flatMap(node => node.makes.length > 1 ? node.makes.map(made => ({ ...tables[made], node })) : [{ name: node.name, description: node.description, node }])
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return schemas.map(schema => h('details', { open: schema !== 'checks' && nodes.length < 400 },
    h('summary', null, h('span', { class: 'dot', hue: hueOf(schema + '.') }), schema),
    listed.filter(entry => schemaOf(entry.name) === schema)
      .map(entry => h('a', { href: hash(entry.name), title: entry.description, class: needs(entry.node) && 'needs', 'data-name': entry.name }, entry.name.slice(schema.length + 1)))));
}

function viewOf(wanted) {
  const name = wanted.toLowerCase();
  if (name === '') return { title: null, content: overview() };
  if (name === 'graph') return { title: 'Graph', content: wholeGraph(), isWide: true };
  if (name === 'sources') return { title: 'Sources', content: sourcesView() };
  if (name === 'audiences') return { title: 'Audiences', content: audiencesView() };
  if (name.startsWith('graph/')) {
    const [, of, steps] = name.split('/');
    if (nodeByName.has(of)) return { title: `Graph of ${of}`, content: neighbourhood(nodeByName.get(of), Number(steps) || 1), isWide: true, current: of };
  }
  if (nodeByName.has(name)) return { title: nodes[nodeByName.get(name)].name, content: nodeView(nodeByName.get(name)), current: name };
  if (tableByName.has(name)) return { title: name, content: nodeView(tables[tableByName.get(name)].node, tableByName.get(name)), current: name };
  const dot = name.lastIndexOf('.');
  const table = tableByName.get(name.slice(0, dot));
  const column = tables[table]?.columns.find(found => found.name.toLowerCase() === name.slice(dot + 1));
  if (column) return { title: `${tables[table].name}.${column.name}`, content: columnView(table, column), current: tables[table].name };
  return { title: 'Not found', content: [h('h1', null, 'Not found'), h('p', null, `There is no ${wanted} here. `, h('a', { href: '#' }, 'To the overview'))] };
}

function show(isFirst) {
  let wanted = location.hash.slice(1);
  if (wanted === 'main') return;
  try { wanted = decodeURIComponent(wanted); } catch { /* A stray % is looked up as it is. */ }
  const view = viewOf(wanted);
  const main = document.getElementById('main');
  main.classList.toggle('wide', !!view.isWide);
  main.replaceChildren(...[view.content].flat(9).filter(Boolean));
  document.title = view.title ? `${view.title} · ${page.workspace}` : page.workspace;
  document.querySelectorAll('#tree a').forEach(a => {
    const isCurrent = a.dataset.name.toLowerCase() === view.current;
    if (isCurrent) { a.setAttribute('aria-current', 'page'); a.parentElement.open = true; if (document.getElementById('tree').clientHeight) a.scrollIntoView({ block: 'nearest' }); }
    else a.removeAttribute('aria-current');
  });
  if (innerWidth < 832) document.getElementById('contents').open = false;
  if (!isFirst) main.focus({ preventScroll: true });
  scrollTo(0, 0);
}

addEventListener('DOMContentLoaded', () => {
  document.getElementById('tree').append(...tree());
  document.getElementById('contents').open = innerWidth >= 832;
  searchBox();
  addEventListener('hashchange', () => show(false));
  show(true);
});
