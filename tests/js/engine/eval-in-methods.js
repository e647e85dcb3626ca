// eval in methods, initializers and static blocks reads and sets the variables of the functions around.
var all = (function (a) {
  let b = 2
  class K {
    constructor() { this.c = eval('a + b') }
    field = eval('a'); static field = eval('b'); #hidden = eval('a * 10')
    static made; static { this.made = eval('a - b') }
    method(d = eval('a')) { return eval('d + b') }
    static set value(v) { eval('a = v') }
    get hidden() { return this.#hidden }
  }
  var o = { m() { return eval('a') }, get g() { return eval('b') }, async *s() { yield eval('a + b') } }
  var k = new K
  K.value = 100
  return [k.c, k.field, K.field, k.hidden, K.made, k.method(), o.m(), o.g]
})(1)
console.log(JSON.stringify(all))
console.log((a => [class { m() { return eval('a') } }])(7)[0].prototype.m())
console.log((a => ({ m() { return { n() { return eval('a') } } } }))(8).m().n())
console.log(function () { for (let i of [5]) { var o = { m() { return eval('i') } } } return o.m() }())
