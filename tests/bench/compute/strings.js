// Text: building, taking apart, searching, character by character.
let out = '', hash = 0;
const pages = [];
for (let page = 0; page < 400; page++) {
  let text = '';
  for (let i = page * 300; i < page * 300 + 300; i++) { text += 'line ' + i + '\n'; hash = (hash * 31 + i) | 0; }
  pages.push(text);
}
out = pages.join('');
const lines = pages.flatMap(text => text.split('\n').slice(0, -1));
lines.push('');
let words = 0, longest = '';
for (const line of lines) {
  const at = line.indexOf(' ');
  if (at > 0) words += parseInt(line.slice(at + 1), 10) % 3;
  if (line.length > longest.length) longest = line;
}
let vowels = 0;
for (const text of pages) for (let i = 0; i < 800; i++) { const c = text[i]; if (c === 'e' || c === 'i') vowels++; }
const parts = [];
for (let i = 0; i < 40000; i++) parts.push(`<td class="c${i % 7}">${lines[i].toUpperCase().trim()}</td>`);
const html = parts.join('');
for (const text of pages) for (let at = 0; (at = text.indexOf('e 9', at)) >= 0; at++) hash ^= at;
console.log([out.length, words, longest, vowels, html.length, hash].join(' '));
