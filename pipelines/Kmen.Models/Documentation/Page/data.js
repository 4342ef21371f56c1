'use strict';
// The page's data, and the small things that all views use. What is shown is set as text, never as markup.
const page = JSON.parse(document.getElementById('data').textContent);
const { nodes, tables } = page;
const nodeByName = new Map(nodes.map((node, place) => [node.name.toLowerCase(), place]));
const tableByName = new Map(tables.map((table, place) => [table.name.toLowerCase(), place]));
const readers = nodes.map(() => []);
nodes.forEach((node, place) => node.reads.forEach(read => readers[read].push(place)));
const columnById = new Map(tables.flatMap((table, place) => table.columns.map(column => [column.id, { column, table: place }])));

const schemaOf = name => name.slice(0, name.indexOf('.'));
const schemas = [...new Set(['raw', 'staging', ...nodes.filter(node => node.kind !== 'check').map(node => schemaOf(node.name)), 'checks'])]
  .filter(schema => nodes.some(node => schemaOf(node.name) === schema));
const hues = [28, 205, 272, 150, 330, 52, 185, 0, 235, 95];
const hueOf = name => hues[Math.max(0, schemas.indexOf(schemaOf(name))) % hues.length];

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'hue') element.style.setProperty('--h', value);
    else if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(9).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

const hash = name => '#' + encodeURIComponent(name);
const link = (name, text) => h('a', { href: hash(name) }, text ?? name);
const nodeLink = place => h('span', null, h('span', { class: 'dot', hue: hueOf(nodes[place].name) }), link(nodes[place].name), needs(nodes[place]) && h('span', { class: 'bad', title: 'needs a look' }, ' ●'));

const whole = new Intl.NumberFormat('en-US');
const count = (number, one, several) => `${whole.format(number)} ${number === 1 ? one : several ?? one + 's'}`;
const moment = text => new Date(/Z|[+-]\d\d:\d\d$/.test(text) ? text : text + 'Z');
const parts = new Intl.DateTimeFormat('en-CA', { timeZone: page.time_zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
function timeText(text) {
  const found = Object.fromEntries(parts.formatToParts(moment(text)).map(part => [part.type, part.value]));
  return `${found.year}-${found.month}-${found.day} ${found.hour}:${found.minute}`;
}
const dayText = text => timeText(text).slice(0, 10);
const secondsText = seconds => seconds >= 100 ? `${Math.round(seconds / 6) / 10} min` : `${Math.round(seconds * 100) / 100} s`;

const words = { succeeded: ['built', 'good'], unchanged: ['unchanged', 'dim'], failed: ['failed', 'bad'], skipped: ['skipped', 'warn'], passed: ['passed', 'good'], warned: ['warned', 'warn'], error: ['could not run', 'bad'], interrupted: ['interrupted', 'warn'], running: ['running', 'dim'] };
const state = (status, text) => h('span', { class: (words[status] ?? ['', 'dim'])[1] }, text ?? (words[status] ?? [status ?? 'not run yet'])[0]);

// Whether somebody should look: its last run failed, or a test of it does not hold.
function needs(node) {
  return node.last_run?.status === 'failed' || node.tests.some(test => test.status && test.status !== 'passed');
}

function table(heads, rows) {
  return h('div', { class: 'scroll' }, h('table', null,
    h('thead', null, h('tr', null, heads.map(head => h('th', { scope: 'col', class: head.startsWith('#') && 'number' }, head.replace('#', ''))))),
    h('tbody', null, rows.map(cells => h('tr', null, cells.map((cell, place) => h('td', { class: heads[place].startsWith('#') ? 'number' : place === 0 && 'name' }, cell)))))));
}
