// As programs of 2010 wrote setters that refuse or ignore; node 20 does not take them.
var o = { get a() { return 1 }, set a() { this.b = arguments.length } }
class K { set a() { this.c = 'set' } }
var k = new K
o.a = 5
k.a = 6
console.log(o.a, o.b, k.c, Object.getOwnPropertyDescriptor(o, 'a').set.length)
