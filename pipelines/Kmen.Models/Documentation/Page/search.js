// Search over names, descriptions, columns and tags.
const entries = [
  ...nodes.map(node => ({ name: node.name, note: node.description ?? node.kind, more: [...node.tags, node.owner ?? '', node.file ?? '', node.kind, node.purpose ?? ''].join(' ') })),
  ...tables.filter(table => !nodeByName.has(table.name.toLowerCase())).map(table => ({ name: table.name, note: table.description ?? '', more: '' })),
  ...tables.flatMap(table => table.columns.map(column => ({ name: `${table.name}.${column.name}`, note: column.description ?? column.type ?? '', more: '', isColumn: true }))),
].map(entry => ({ ...entry, lower: entry.name.toLowerCase(), text: `${entry.name} ${entry.note} ${entry.more}`.toLowerCase() }));

// All words must be found; a name counts more than a description, a table more than a column.
function search(text) {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  return entries.filter(entry => wanted.every(word => entry.text.includes(word)))
    .map(entry => {
      const last = entry.lower.slice(entry.lower.lastIndexOf('.') + 1);
      return { entry, rank: wanted.reduce((sum, word) => sum + (last === word || entry.lower === word ? 0 : last.startsWith(word) ? 1 : entry.lower.includes(word) ? 2 : 4), 0) + (entry.isColumn ? 1.5 : 0) };
    })
    .sort((a, b) => a.rank - b.rank || a.entry.lower.length - b.entry.lower.length || (a.entry.lower < b.entry.lower ? -1 : 1)).slice(0, 40).map(found => found.entry);
}

function searchBox() {
  const input = document.getElementById('search'), list = document.getElementById('found');
  let chosen = -1;
  const options = () => [...list.querySelectorAll('[role=option]')];
  const choose = place => {
    const all = options();
    chosen = all.length ? (place + all.length) % all.length : -1;
    all.forEach((option, at) => option.setAttribute('aria-selected', at === chosen));
    all[chosen]?.scrollIntoView({ block: 'nearest' });
    if (chosen >= 0) input.setAttribute('aria-activedescendant', all[chosen].id);
    else input.removeAttribute('aria-activedescendant');
  };
  const close = () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); };
  const show = () => {
    const found = search(input.value);
    list.replaceChildren(...found.length ? found.map((entry, at) => h('li', { role: 'option', id: `found-${at}`, 'aria-selected': 'false' },
      h('a', { href: hash(entry.name), tabindex: -1 }, entry.name, h('small', null, entry.note)))) : [h('li', { class: 'dim' }, 'Nothing found.')]);
    list.hidden = !input.value.trim();
    input.setAttribute('aria-expanded', String(!list.hidden));
    choose(found.length ? 0 : -1);
  };
  input.addEventListener('input', show);
  input.addEventListener('focus', () => { if (input.value) show(); });
  input.addEventListener('keydown', event => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); choose(chosen + (event.key === 'ArrowDown' ? 1 : -1)); }
    else if (event.key === 'Enter') { options()[chosen]?.querySelector('a').click(); }
    else if (event.key === 'Escape') { close(); input.blur(); }
  });
  list.addEventListener('click', close);
  document.addEventListener('pointerdown', event => { if (!event.target.closest('.search')) close(); });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest?.('input, textarea, select')) { event.preventDefault(); input.focus(); input.select(); }
  });
}
