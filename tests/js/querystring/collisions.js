// Names that were made to collide in the engine's property tables (on 64-bit machines): JSON.parse refuses them, a query keeps
// those before them. As many usual names are neither refused nor dropped.
var fs = require('fs'), qs = require('querystring');
var made = fs.readFileSync(__dirname + '/../http/support/colliding.txt', 'utf8').trim().split(/\s+/);
var usual = made.map(function (name, i) { return 'name' + i; });
var elf = new Buffer(5), program = fs.openSync('/proc/self/exe', 'r', 0);
fs.readSync(program, elf, 0, 5, 0);
var wide = elf[4] === 2;
function json(names) { return '{' + names.map(function (name) { return '"' + name + '":1'; }).join() + '}'; }
function parsed(names) {
  try { return Object.keys(JSON.parse(json(names))).length === names.length; } catch (error) { return String(error); }
}
console.log('usual:', Object.keys(qs.parse(usual.join('&'))).length === usual.length, parsed(usual));
var kept = Object.keys(qs.parse(made.join('&')));
console.log('a query:', wide ? kept.length < 200 && kept.join() === made.slice(0, kept.length).join() : true);
console.log('JSON:', wide ? parsed(made) : 'RangeError: JSON.parse: the keys of an object collide in the engine\'s hash table, as if made for it');
