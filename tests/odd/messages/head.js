// What failed and where, in V8's words: see at() for what is printed, one line for each program.
function at(f) {
  try { f(); console.log('no error'); } catch (e) {
    var place = /messages-[a-z]+\.js:(\d+):(\d+)/.exec(e.stack);
    var text = e.name + ': ' + e.message + ' @' + (place ? place[1] + ':' + place[2] : '?');
    console.log(text.replace(/\n/g, '\\n'));
  }
}
var o = { a: {}, n: null, u: undefined, s: 'str', i: 1, f: function () { return o; }, g: function () {} };
var arr = [1, { x: 1 }], f = function () { return o; }, num = 5, str = 'abc', nul = null, und, sym = Symbol('q');
function Klass() {}
