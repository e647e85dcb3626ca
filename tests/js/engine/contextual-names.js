// `using`, `async` and `of` are names wherever they begin nothing else.
var using = { using: 5 }, of = 2
using.async = function async(x, y) { return x + (y || 0) }
var async = using.async
async: for (;;) { break async }
console.log(using.using, { using }.using === using, async(1), async(1, of), async (3))
console.log([1, 2].map(using => using + of).join(), (async => async + 1)(1), (of => of)(4))
using
[0]
console.log(typeof using, async
(7))
const call = async (a, { b = 2 } = {}, ...c) => a + b + c.length
call(1, undefined, 3, 4).then(function (sum) { console.log(sum) })
class K { async() { return 'm' } static async = 1; async using() { return 'u' } }
console.log(new K().async(), K.async)
new K().using().then(console.log)
