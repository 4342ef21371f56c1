// SQL with its words told apart, and its tables and models as links.
const sqlWords = new Set(('select from where group by order having with as join left right full inner outer cross on using and or not in is null case when then else end union all except intersect '
  + 'distinct limit exists between like over partition rows range preceding following current row interval asc desc filter qualify cast true false values lateral semi anti nulls first last').split(' '));
const sqlToken = /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^']|'')*')|("[^"]*"|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)/g;

function sqlText(text) {
  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(sqlToken)) {
    pieces.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const [whole, note, literal, word] = match;
    pieces.push(note ? h('span', { class: 'note' }, whole)
      : literal ? h('span', { class: 'text' }, whole)
      : tableByName.has(word.toLowerCase()) ? link(word.toLowerCase(), word)
      : sqlWords.has(word.toLowerCase()) ? h('span', { class: 'word' }, whole)
      : whole);
  }
  pieces.push(text.slice(end));
  return h('pre', { tabindex: 0, 'aria-label': 'SQL' }, h('code', null, pieces));
}
