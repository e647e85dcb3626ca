// `this` in arrow functions within arrow functions, though those between say nothing of it.
function three() { return () => () => () => this.x }
console.log(three.call({ x: 1 })()()())
console.log(JSON.stringify((function () { return a => { return [1].map(b => [2].map(c => this.x + a + b + c)) } }).call({ x: 1 })(1)))
class A {
  x = 4
  h = () => [1].map(() => [2].map(() => this.x))
  get g() { return () => () => this.x }
  m(a = () => () => this.x) { return a()() }
  static k = () => () => this.name
}
console.log(JSON.stringify(new A().h()), new A().g()(), new A().m(), A.k()())
class B extends A { constructor() { var g = () => () => super(); g()(); this.y = (() => () => this.x)()() } }
console.log(new B().y)
console.log((function () { return () => class { y = () => () => this.z; z = 5 } }).call({ z: 6 })().name)
console.log(new ((function () { return () => class { y = () => () => this.z; z = 5 } }).call({ z: 6 })())().y()())
;(function () { return async () => { await 1; return (() => this.x)() } }).call({ x: 'later' })().then(console.log)
