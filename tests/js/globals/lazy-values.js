// Accessors that put a value in their own place, read and written from one place many times.
var inspect = require('sys').inspect;

function lazy(object, name, make) {
  Object.defineProperty(object, name, { configurable: true, enumerable: true, get: function () {
    var value = make();
    Object.defineProperty(object, name, { value: value, enumerable: true, configurable: true });
    return value;
  } });
}

// A table of functions and objects that are made when somebody looks.
var made = 0, tools = { first: 1 };
lazy(tools, 'run', function () { made++; return function (x) { return 'ran ' + x; }; });
lazy(tools, 'list', function () { made++; return [made]; });
tools.last = 2;
for (var i = 0; i < 3; i++) console.log('%s %j', tools.run(i), tools.list);
console.log('%s %s', made, inspect(tools));
console.log('%j', Object.getOwnPropertyDescriptor(tools, 'list'));

// A chain of styles, each made by a getter of the prototype that hides itself behind an own property.
function Style(text) { this.text = text; }
['red', 'bold'].forEach(function (name) {
  Object.defineProperty(Style.prototype, name, { get: function () {
    made++;
    var style = new Style(this.text + '.' + name);
    Object.defineProperty(this, name, { value: style });
    return style;
  } });
});
made = 0;
var plain = new Style('plain'), other = new Style('other');
for (i = 0; i < 3; i++) console.log(plain.red.text, plain.red.bold.text, plain.bold === plain.bold, other.red.text);
console.log('%s %s', made, Object.getOwnPropertyNames(plain).join());
console.log(Object.getOwnPropertyDescriptor(Style.prototype, 'red').get.length);

// A setter that becomes a value.
var options = { set level(n) { Object.defineProperty(this, 'level', { value: n, writable: true }); } };
for (i = 1; i < 4; i++) options.level = i;
console.log(options.level);
