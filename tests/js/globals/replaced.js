// Programs may put their own in the place of a global, before or after they looked at it.
setTimeout = function () { return 'mine'; };
console.log(setTimeout(function () {}, 1), global.setTimeout());
var theirs = process;
for (var i = 0; i < 3; i++) {
  global.process = { fake: i };
  console.log(process.fake, typeof process.nextTick);
}
process = theirs;
console.log(process.pid === theirs.pid);
var Old = Buffer;
Buffer = function Mine() {};
console.log(Buffer.name, typeof Old);
(function (process, console_) {
  console_.log(process);
})('a parameter', console);
