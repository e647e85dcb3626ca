var sys = require('sys');
function Parent() {}
Parent.prototype.hello = function () { return 'hello ' + this.name; };
function Child(name) { this.name = name; }
sys.inherits(Child, Parent);
var child = new Child('x');
console.log(child.hello(), child instanceof Parent, Child.super_ === Parent, child.constructor === Child);
for (var key in child) console.log(key);
try { sys.inherits(Child, undefined); } catch (e) { console.log(e instanceof TypeError); }
