// Names that were made to collide in hash tables without a key (FxHash on 64-bit machines) are names like others, wherever they
// become properties.
var fs = require('fs'), qs = require('querystring'), events = require('events');
var made = fs.readFileSync(__dirname + '/../http/support/colliding.txt', 'utf8').trim().split(/\s+/);
console.log('a query:', Object.keys(qs.parse(made.join('&'))).join() === made.join());
console.log('JSON:', Object.keys(JSON.parse('{' + made.map(function (name) { return '"' + name + '":1'; }).join() + '}')).join() === made.join());
var object = {}, map = new Map(), emitter = new events.EventEmitter();
made.forEach(function (name) { object[name] = 1; map.set(name, 1); emitter.on(name, function () {}); });
console.log('others:', Object.keys(object).length === made.length, map.size === made.length);
