// `this` in arrow functions within arrow functions is that of the function around them all.
class Shop {
  constructor() { this.rate = 2; this.items = [[1, 2], [3]]; }
  prices() { return this.items.map((row) => row.map((x) => x * this.rate)); }
  lazily() { return () => () => this.rate; }
  deep() { return () => { return () => () => `${[1].map((x) => x + this.rate)}`; }; }
  choose() { return (yes) => yes ? () => this.rate : () => this.items; }
  assign() { let kept; return () => kept = () => this.rate; }
  mixed() {
    return () => [
      (function () { return () => () => this.own; }).call({ own: 'own' })()(),
      [0].map(() => this.rate)[0],
    ];
  }
  get later() { return () => Promise.resolve([1]).then((list) => list.map((x) => x + this.rate)); }
  async sum() {
    var total = 0;
    await Promise.all(this.items.map(async (row) => { row.forEach((x) => { total += x * this.rate; }); }));
    return total;
  }
  *each() { yield (row) => row.map((x) => x - this.rate); }
  field = () => this.items.map((row) => row.filter((x) => x >= this.rate));
}

var shop = new Shop();
console.log('%j', shop.prices());
console.log('%j %j', shop.lazily()()(), shop.deep()()()());
console.log('%j %j %j', shop.choose()(true)(), shop.choose()(false)(), shop.assign()()());
console.log('%j', shop.mixed()());
console.log('%j', shop.each().next().value([5]));
console.log('%j', shop.field());
var plain = { name: 'plain', names() { return [1].map(() => [2].map(() => this.name)); } };
console.log('%j', plain.names());
console.log('%s', (() => () => this === module.exports)()());
shop.later().then((list) => { console.log('%j', list); return shop.sum(); }).then((sum) => console.log('%j', sum));
