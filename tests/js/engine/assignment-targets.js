// What destructuring assigns to: computed keys with default values, properties, names in parentheses.
var a, b, c, o = {}, k = 'key'
;({ [k]: a = 1, 0: b = 2, 'x y': (c) = 3 } = {})
console.log(a, b, c)
;[(a), (o.p), ...(o.rest)] = [4, 5, 6, 7]
;({ q: (o.q), ...(o.r) } = { q: 8, s: 9 })
for ([(b)] of [[10]]) console.log(a, b, JSON.stringify(o))
console.log((({ [k]: d = 11, 1: e = 12 }) => d + e)({ 1: 1 }))

function strictly(code) { 'use strict'; try { eval(code) } catch (e) { return e.name } return 'taken' }
var refused = ['[eval] = []', '({ a: arguments } = {})', '({ ...r, } = {})', '[(a = 1)] = []', '({ a: ({}) } = {})',
  'for (([a]) of []);', '([a.b]) => 1', '((a)) => 1', '([(a) = 1]) => 1', 'f() &&= 1', 'f`` = 1']
refused.forEach(function (code) { console.log(code, strictly(code)) })

// A call as a target is an error of the moment it runs: files with one load.
function f() { calls++; return o }
var calls = 0
;[function () { f() = 1 }, function () { f()++ }, function () { f() += 1 }, function () { for (f() in { a: 1 }); },
  function () { 'use strict'; (f()) = 1 }].forEach(function (run) {
  try { run() } catch (e) { console.log(e.name, calls) }
})
