// The views: overview, one node, one column, the graph, sources, audiences.
const fact = (name, value) => value === null || value === undefined || value === '' || value === false ? null : h('div', null, h('dt', null, name), h('dd', null, value));
const tagsOf = node => node.tags.map(tag => h('span', { class: 'chip' }, tag));
const runText = last => last ? [state(last.status), ` ${timeText(last.started_at)}, ${secondsText(last.seconds)}${last.rows ? ', ' + count(last.rows, 'row') : ''}`] : h('span', { class: 'dim' }, 'not built yet');
const rowsOf = place => tables[place].history.findLast(rows => rows !== null);

function overview() {
  const models = nodes.filter(node => node.sql && node.kind !== 'check');
  const open = nodes.map((node, place) => place).filter(place => needs(nodes[place]));
  return [
    h('h1', null, page.workspace),
    h('dl', { class: 'facts' },
      fact('Target', page.target),
      fact('Published', page.publication ? [`night of ${dayText(page.publication.as_of)}`, h('br'), h('span', { class: 'dim' }, `${page.publication.run_id}, ${timeText(page.publication.published_at)}`)] : h('span', { class: 'warn' }, 'not built yet: kmen run')),
      fact('Sources', h('a', { href: '#sources' }, count(nodes.filter(node => node.kind === 'source').length, 'source'))),
      fact('Models', count(models.length, 'model')),
      fact('Tests', count(nodes.reduce((sum, node) => sum + node.tests.length, 0), 'test')),
      fact('This page', [timeText(page.generated_at), h('br'), h('span', { class: 'dim' }, page.time_zone)])),
    open.length > 0 && [h('h2', { class: 'bad' }, 'Needs a look'), table(['what', 'last run', 'tests that do not hold'], open.map(place => [
      nodeLink(place), runText(nodes[place].last_run),
      nodes[place].tests.filter(test => test.status && test.status !== 'passed').map(test => h('div', null, state(test.status), ` ${test.test}${test.column ? ' ' + test.column : ''}: ${count(test.failing_rows, 'row')}`)),
    ]))],
    page.runs.length > 0 && [h('h2', null, 'Runs'), table(['run', 'night of', 'status', 'started', '#took'], page.runs.slice(0, 8).map(run => [
      h('span', { class: 'mono' }, run.run_id), dayText(run.as_of), state(run.status, run.status), timeText(run.started_at), run.seconds === undefined ? '' : secondsText(run.seconds)]))],
    schemas.filter(schema => schema !== 'raw').map(schema => {
      const members = nodes.map((node, place) => place).filter(place => schemaOf(nodes[place].name) === schema);
      return h('details', { class: 'section', open: schema !== 'checks' && members.length <= 60 },
        h('summary', null, h('h2', null, h('span', { class: 'dot', hue: hueOf(schema + '.') }), `${schema} `, h('span', { class: 'dim' }, `(${members.length})`))),
        table(['name', 'kind', 'description', '#rows'], members.map(place => [
          nodeLink(place), nodes[place].kind, nodes[place].description ?? tables[nodes[place].makes[0]]?.description ?? '', nodes[place].makes.length ? rowText(nodes[place].makes[0]) : ''])));
    }),
  ];
}

const rowText = place => { const rows = rowsOf(place); return rows === undefined ? '' : whole.format(rows); };

// A node, or one of the tables that a step of the engine makes.
function nodeView(place, only) {
  const node = nodes[place], isCheck = node.kind === 'check';
  const down = readers[place], build = node.last_build;
  const main = only ?? node.makes.find(made => tables[made].name === node.name.toLowerCase()) ?? node.makes[0];
  const shown = only === undefined ? node.makes : [only];
  return [
    h('h1', null, only === undefined ? node.name : tables[only].name),
    h('p', null, h('span', { class: 'chip hue', hue: hueOf(node.name) }, node.kind), tagsOf(node), needs(node) && h('span', { class: 'chip bad' }, 'needs a look')),
    only !== undefined && h('p', { class: 'dim' }, 'Made by the step ', nodeLink(place), '.'),
    h('p', null, node.description ?? tables[main]?.description ?? h('span', { class: 'dim' }, isCheck ? 'A query that must return no row.' : isEngine(node) ? 'Made by the engine.' : 'No description.')),
    h('dl', { class: 'facts' },
      fact('File', node.file && h('code', null, node.file)), fact('Grain', node.grain.join(', ')), fact('Owner', node.owner), fact('Event time', node.event_time),
      fact('Purpose', node.purpose && [node.purpose, h('span', { class: 'dim' }, ` (${page.purposes[node.purpose] ?? 'not declared'})`)]), fact('Channel', node.channel),
      fact('Last run', runText(node.last_run)),
      fact('Built', build && [timeText(build.built_at), h('br'), h('span', { class: 'dim' }, build.reason)]),
      fact('Rows', main === undefined ? null : rowText(main)),
      node.source && sourceFacts(node.source)),
    node.tests.length > 0 && [h('h2', null, 'Tests'), table(['test', 'column', 'severity', 'last result', '#failing rows', 'run'], node.tests.map(test => [
      [test.test, test.detail && h('small', null, h('code', null, test.detail))], test.column ?? '', test.severity, state(test.status), test.failing_rows === undefined ? '' : whole.format(test.failing_rows), h('span', { class: 'mono dim' }, test.run_id ?? '')]))],
    shown.map(made => [
      h('h2', null, shown.length > 1 ? link(tables[made].name) : 'Columns'),
      shown.length > 1 && tables[made].description && h('p', null, tables[made].description),
      tables[made].columns.length ? table(['column', 'type', 'description'], tables[made].columns.map(column => [
        link(`${tables[made].name}.${column.name}`, column.name), h('code', null, column.type ?? ''), column.description ?? '']))
        : h('p', { class: 'dim' }, 'Its columns are known after the first night.'),
    ]),
    shown.filter(made => tables[made].history.some(rows => rows !== null)).map(made => [h('h2', null, shown.length > 1 ? `Rows a night: ${tables[made].name}` : 'Rows a night'), chart(tables[made].history)]),
    h('h2', null, 'Around it'),
    around(place, 1).size > 1 && graphOf(around(place, 1), place, false),
    h('p', null, h('a', { href: hash(`graph/${node.name}/2`) }, 'More of the graph')),
    h('div', { class: 'two' },
      h('div', null, h('h3', null, `Reads (${node.reads.length})`), h('ul', { class: 'plain' }, node.reads.map(read => h('li', null, nodeLink(read))))),
      h('div', null, h('h3', null, `Read by (${down.length})`), h('ul', { class: 'plain' }, down.map(reader => h('li', null, nodeLink(reader)))))),
    destinationsOf(node),
    node.sql && [h('h2', null, 'SQL'), sqlText(node.sql)],
  ];
}

function destinationsOf(node) {
  const found = page.destinations.filter(destination => schemaOf(node.name) === 'audiences' && destination.audiences.includes(node.name.slice('audiences.'.length)));
  return found.length > 0 && h('p', null, 'Sent to ', found.map((destination, n) => [n > 0 && ', ', h('a', { href: '#audiences' }, destination.name)]), '.');
}

const sourceFacts = source => [
  fact('Files', h('code', null, `${source.folder}/${source.files}`)), fact('Format', `${source.format}, ${source.load}`), fact('Key', source.key.join(', ')), fact('Event time', source.event_time),
  fact('Files seen', source.files_by_status ? Object.entries(source.files_by_status).map(([status, files]) => `${whole.format(files)} ${status}`).join(', ') : h('span', { class: 'dim' }, 'none yet')),
  fact('Last loaded', source.last_loaded_at && timeText(source.last_loaded_at)),
  fact('Rows', source.files_by_status && `${whole.format(source.rows_loaded)} loaded, ${whole.format(source.rows_rejected)} rejected`),
];

// Rows a night as a line; a night without the table is a gap.
function chart(history) {
  const points = history.map((rows, night) => [night, rows]).filter(([, rows]) => rows !== null);
  const last = points.at(-1);
  if (points.length < 2) return h('p', null, `${count(last[1], 'row')} in the night of ${dayText(page.nights[last[0]])}.`);
  const [width, height, left, bottom, top] = [700, 150, 8, 22, 18];
  const most = Math.max(...points.map(([, rows]) => rows), 1), first = points[0][0], span = last[0] - first;
  const x = night => left + (night - first) / span * (width - 2 * left), y = rows => height - bottom - rows / most * (height - bottom - top);
  const line = points.map(([night, rows], n) => `${n && points[n - 1][0] === night - 1 ? 'L' : 'M'}${x(night).toFixed(1)} ${y(rows).toFixed(1)}`).join('');
  const area = `M${x(first).toFixed(1)} ${height - bottom}${points.map(([night, rows]) => `L${x(night).toFixed(1)} ${y(rows).toFixed(1)}`).join('')}L${x(last[0]).toFixed(1)} ${height - bottom}Z`;
  return svg('svg', { class: 'chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Rows in ${points.length} nights, from ${points[0][1]} to ${last[1]}, at most ${most}` },
    svg('line', { x1: left, x2: width - left, y1: height - bottom, y2: height - bottom }),
    svg('path', { class: 'area', d: area }), svg('path', { d: line }),
    points.map(([night, rows]) => svg('circle', { cx: x(night).toFixed(1), cy: y(rows).toFixed(1), r: points.length > 40 ? 1.6 : 3 }, svg('title', null, `${dayText(page.nights[night])}: ${count(rows, 'row')}`))),
    svg('text', { x: left, y: 11 }, `at most ${whole.format(most)}`),
    svg('text', { x: width - left, y: 11, 'text-anchor': 'end' }, `last ${whole.format(last[1])}`),
    svg('text', { x: left, y: height - 6 }, dayText(page.nights[first])),
    svg('text', { x: width - left, y: height - 6, 'text-anchor': 'end' }, dayText(page.nights[last[0]])));
}

function columnView(place, column) {
  const owner = tables[place], node = nodes[owner.node];
  const up = closure(column.id, parentsOf), down = closure(column.id, childrenOf);
  const byRows = [...tablesWithRowsBy(new Set([column.id, ...down]), place)].filter(table => table !== place);
  const isStart = node.kind === 'source';
  return [
    h('h1', null, link(owner.name), '.', column.name),
    h('p', null, h('span', { class: 'chip hue', hue: hueOf(owner.name) }, node.kind), column.type && h('code', null, column.type)),
    h('p', null, column.description ?? h('span', { class: 'dim' }, 'No description.')),
    up.size + down.size > 0 && [h('h2', null, 'The way of its values'), lineageGraph(column.id, up, down)],
    !isStart && h('div', { class: 'two' },
      h('div', null, h('h2', null, 'Values come from'),
        h('h3', null, 'Directly'), isEngine(node) ? h('p', null, 'Made by the engine, out of everything that it reads.') : columnList(column.values, 'No column: a constant, or a count.'),
        h('h3', null, 'In the sources'), columnList(page.sets[column.origins], 'No column of a source.')),
      h('div', null, h('h2', null, 'Rows are decided by'), h('p', { class: 'dim' }, `Filters, joins and groups; the same for all columns of ${owner.name}.`),
        h('h3', null, 'Directly'), columnList(owner.rows, isEngine(node) ? 'Made by the engine, out of everything that it reads.' : 'No column.'),
        h('h3', null, 'In the sources'), columnList(page.sets[owner.row_origins], 'No column of a source.'))),
    h('div', { class: 'two' },
      h('div', null, h('h2', null, `Feeds the values of (${down.size})`), columnList(down, 'No other column.')),
      h('div', null, h('h2', null, `Decides rows of (${byRows.length})`), byRows.length ? h('ul', { class: 'plain' }, byRows.map(other => h('li', null, h('span', { class: 'dot', hue: hueOf(tables[other].name) }), link(tables[other].name)))) : h('p', { class: 'dim' }, 'No table.'))),
  ];
}

const hidden = new Set(['checks']);
function wholeGraph() {
  const holder = h('div');
  const redraw = () => holder.replaceChildren(graphOf(nodes.map((_, place) => place).filter(place => !hidden.has(schemaOf(nodes[place].name))), undefined, true));
  const legend = h('div', { class: 'legend' }, schemas.map(schema => h('label', null,
    h('input', { type: 'checkbox', checked: !hidden.has(schema), change: event => { if (event.target.checked) hidden.delete(schema); else hidden.add(schema); redraw(); } }), ' ', h('span', { class: 'dot', hue: hueOf(schema + '.') }), schema)),
  h('span', { class: 'dim' }, 'Drag to move, turn the wheel to zoom.'));
  redraw();
  return [h('h1', null, 'Graph'), legend, holder];
}

function neighbourhood(place, steps) {
  const node = nodes[place];
  return [
    h('h1', null, 'Graph of ', link(node.name)),
    h('div', { class: 'legend' }, h('label', null, 'Steps up and down: ',
      h('select', { change: event => { location.hash = hash(`graph/${node.name}/${event.target.value}`); } }, [1, 2, 3, 4, 99].map(number => h('option', { value: number, selected: number === steps }, number === 99 ? 'all' : String(number)))))),
    graphOf(around(place, steps), place, true),
  ];
}

function sourcesView() {
  return [h('h1', null, 'Sources'), nodes.map((node, place) => node.source && [
    h('h2', null, nodeLink(place)), h('p', null, node.description ?? ''), h('dl', { class: 'facts' }, sourceFacts(node.source), fact('Columns', whole.format(tables[node.makes[0]].columns.filter(column => !column.name.startsWith('_')).length)), fact('Fresh', freshness(place)))])];
}

// The tests of freshness of what reads a source directly.
function freshness(place) {
  const tests = readers[place].flatMap(reader => nodes[reader].tests.filter(test => test.test === 'freshness').map(test => h('div', null, state(test.status), ' ', link(nodes[reader].name), ` (${test.column}, ${test.severity})`)));
  return tests.length ? tests : null;
}

function audiencesView() {
  const audiences = nodes.map((_, place) => place).filter(place => nodes[place].purpose);
  const membersOf = place => rowText(nodes[place].makes[0]);
  return [
    h('h1', null, 'Audiences'),
    audiences.length ? table(['audience', 'description', 'purpose', 'legal basis', 'channel', '#members', 'sent to'], audiences.map(place => {
      const name = nodes[place].name.slice('audiences.'.length);
      return [nodeLink(place), nodes[place].description ?? '', nodes[place].purpose, page.purposes[nodes[place].purpose] ?? '', nodes[place].channel ?? '', membersOf(place),
        page.destinations.filter(destination => destination.audiences.includes(name)).map(destination => destination.name).join(', ')];
    })) : h('p', { class: 'dim' }, 'There is no audience.'),
    h('h2', null, 'Destinations'),
    page.destinations.length ? table(['destination', 'kind', 'channel', 'audiences', 'armed in'], page.destinations.map(destination => [
      destination.name, destination.kind, destination.channel, destination.audiences.join(', '), destination.armed.join(', ') || h('span', { class: 'dim' }, 'no target: dry runs only')]))
      : h('p', { class: 'dim' }, 'There is no destination.'),
  ];
}
