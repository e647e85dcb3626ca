// An iterator that has said that it is done is not asked again by the rest of the pattern.
var said = [];
function source(name, n) {
  var i = 0;
  var self = {
    next: function () { said.push(name + i); return { value: i, done: i++ >= n }; },
    'return': function () { said.push(name + ' returns'); return {}; }
  };
  self[Symbol.iterator] = function () { return self; };
  return self;
}
function tell(what) { console.log(what + ': ' + said.join(', ')); said = []; }

var [a, b, c] = source('v', 0); tell('var');
let [d, , e = 5, ...f] = source('l', 1); tell('holes, a default, a rest');
[a, b] = source('a', 0); tell('assignment');
(([x, y, ...z]) => z)(source('p', 1)); tell('parameter');
for (const [x, y] of [source('f', 0), source('g', 5)]) tell('for-of');
tell('after it');
var [[], [g, ...h]] = [[], source('n', 0)]; tell('nested');
try { [[x], [y]] = source('t', 0); } catch (error) { tell(error.name); }
try { var [i, { j }] = source('u', 0); } catch (error) { tell(error.name); }
(function* () { var [k, m, n] = source('y', 0); tell('in a generator'); })().next();
