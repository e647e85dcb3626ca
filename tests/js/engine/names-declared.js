// Names within the expressions of a switch stay there; functions in blocks reach the function around.
function leaks(x) {
  let z = 'outer'
  switch ((function () { var inSwitch = 1; return inSwitch })()) {
    case (function () { var y = x; { function z() {} } return y })():
      return [typeof inSwitch, typeof y, z]
  }
}
console.log(leaks(1).join())
function hoisted() {
  { function f() { return 1 } }
  { let f = 2 }
  for (const f of [3]) ;
  return f()
}
console.log(hoisted())
var methods = (function (name) {
  let local = 'computed'
  return class {
    [(() => local + name)()]() { return name }
    static get [local]() { return local }
    *[[1].map(x => x + name)[0]]() { yield local }
  }
})('Name')
console.log(Object.getOwnPropertyNames(methods.prototype).join(), methods.computed, methods.prototype['1Name']().next().value)
