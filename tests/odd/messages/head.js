// What failed and where, in V8's words: see at() for what is printed.
function at(f) {
  try { f(); console.log('no error'); } catch (e) {
    var place = /messages-[a-z]+\.js:(\d+):(\d+)/.exec(e.stack);
    console.log(e.name + ': ' + e.message + ' @' + (place ? place[1] + ':' + place[2] : '?'));
  }
}
var o = { a: {}, n: null, u: undefined, s: 'str', i: 1, f: function () { return o; }, g: function () {} };
var arr = [1, { x: 1 }], f = function () { return o; }, num = 5, str = 'abc', nul = null, und, sym = Symbol('q');
function Klass() {}
