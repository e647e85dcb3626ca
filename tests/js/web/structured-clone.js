// structuredClone: what is copied, what is refused.
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
var shared = { n: 1 };
var value = { u: undefined, z: -0, big: 10n, date: new Date(5), re: /a+/gi, map: new Map([[shared, 'v']]), set: new Set([shared]),
  list: [1, , 3], shared: shared, error: new RangeError('far'), bytes: new Uint16Array([1, 2]), box: [Object('s'), Object(1), Object(false)] };
value.self = value; value.list.extra = 'kept';
var copy = structuredClone(value);
show(copy !== value, copy.self === copy, 'u' in copy, Object.is(copy.z, -0), copy.big, copy.date.getTime(), copy.date !== value.date, copy.re, copy.re.flags);
show(copy.map.get(copy.shared), copy.set.has(copy.shared), copy.shared !== shared, copy.list.length, 1 in copy.list, copy.list.extra);
show(copy.error instanceof RangeError, copy.error.message, copy.bytes, copy.bytes.buffer !== value.bytes.buffer, typeof copy.box[0], copy.box[0] + copy.box[1] + copy.box[2]);
function Point() { this.x = 1; } Point.prototype.y = 2;
var point = structuredClone(new Point()); show(point.x, point.y, point instanceof Point, Object.getPrototypeOf(point) === Object.prototype);
show(structuredClone({ get a() { return 7; } }).a, structuredClone('text'), structuredClone(null), structuredClone(Object.create(null)) instanceof Object);
show(JSON.stringify(structuredClone(JSON.parse('{"__proto__": {"x": 1}}'))), structuredClone(Buffer.from('hi')) instanceof Uint8Array);
[function () {}, Symbol('s'), { f: show }, new WeakMap(), Promise.resolve(), [Symbol('t')]].forEach(function (bad) {
  try { structuredClone(bad); show('copied'); } catch (error) { show(error.name, error.code, error instanceof DOMException); }
});
try { structuredClone(); } catch (error) { show(error.name); }
