// A timer without reference does not keep the program alive.
var a = setTimeout(function () { console.log('never'); }, 60000).unref();
var b = setInterval(function () { console.log('never'); }, 60000);
b.unref();
console.log(a.hasRef(), b.hasRef());
a.ref();
console.log(a.hasRef());
a.unref();
var c = setTimeout(function () { console.log('refreshed'); }, 10);
console.log(c.refresh() === c);
a.close();
setImmediate(function () {}).unref().ref();
