// A Stats among thousands: its fields are its own, ordinary, in the manual's order, and so are its Dates.
var fs = require('fs'), sys = require('sys'), file = process.env.TMP + '/f', left = 300;
fs.writeFileSync(file, 'hello');
fs.utimesSync(file, 1e9, 1e9);
function loop(object) { var names = []; for (var name in object) names.push(name); return names.join(); }
function data(object, name) {
  var field = Object.getOwnPropertyDescriptor(object, name);
  return field.writable && field.enumerable && field.configurable && 'value' in field;
}
function look(s) {
  var keys = Object.keys(s), other = fs.statSync(file);
  console.log(keys.join());
  console.log(loop(s));
  console.log(keys.every(function (name) { return s.hasOwnProperty(name) && data(s, name); }), Object.isExtensible(s));
  console.log(Object.getPrototypeOf(s) === fs.Stats.prototype, s.constructor === fs.Stats, Object.prototype.toString.call(s));
  var parsed = JSON.parse(JSON.stringify(s));
  console.log(Object.keys(parsed).join() === keys.join(), parsed.size, parsed.mtime, typeof parsed.ino);
  console.log(sys.inspect(s).replace(/(dev|ino|uid|gid|blksize|blocks): \d+|(ctime): .*/g, '$1$2 ..'));
  // Equal times are Dates of their own.
  console.log(s.atime !== s.mtime, s.mtime !== other.mtime, s.atime.getTime() === s.mtime.getTime(), Object.prototype.toString.call(s.mtime));
  s.mtime.setTime(0);
  s.mtime.extra = 1;
  console.log(s.atime.getTime(), other.mtime.getTime(), fs.statSync(file).mtime.getTime(), 'extra' in other.mtime);
  // What a program does to one is not seen in another.
  delete s.ino;
  s.more = 'mine';
  Object.defineProperty(s, 'size', { get: function () { return 77; }, enumerable: false });
  console.log(Object.keys(s).join(), s.size);
  s = fs.statSync(file);
  console.log(Object.keys(s).join() === Object.keys(other).join(), s.size, s.more, s.mtime.getTime() === 1e12);
  Object.freeze(s);
  other = fs.statSync(file);
  other.size = 3;
  console.log(other.size, s.size);
}
for (var i = 0; i < 300; i++) fs.stat(file, function (err, s) {
  if (err) throw err;
  if (--left === 0) look(s);
});
