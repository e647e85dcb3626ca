// Regular expressions: a tokenizer, dates, replacing with functions, splitting, what does not match.
const source = 'function add(a, b) { return a + b * 10.5 - "text" + foo_bar12; } // done at 2010-08-20, 12:30\n'.repeat(200);
const token = /\s+|\/\/[^\n]*|[A-Za-z_]\w*|\d+(?:\.\d+)?|"[^"]*"|[{}()+\-*\/,;]/g;
let m, count = 0, length = 0;
while ((m = token.exec(source))) { count++; length += m[0].length; }
const sticky = /(\w+)|(\s+)|([^\w\s])/y;
for (let at = 0; at < source.length;) { sticky.lastIndex = at; m = sticky.exec(source); at = sticky.lastIndex; if (m[1]) count++; }
const escaped = source.replace(/[&<>"]/g, c => '&#' + c.charCodeAt(0) + ';');
const swapped = source.replace(/(\d{4})-(\d\d)-(\d\d)/g, '$3.$2.$1');
let hits = 0;
for (let i = 0; i < 160000; i++) {
  if (/^item-(\d+)$/.test('item-' + i)) hits++;
  if (/^[\w.]+@[\w.]+\.\w+$/.test('nobody at home ' + i)) hits++;
}
const fields = 'a, b;c , d;e'.repeat(4000).split(/\s*[,;]\s*/);
console.log([count, length, escaped.length, swapped.length, hits, fields.length, source.match(/\bret\w+/g).length].join(' '));
