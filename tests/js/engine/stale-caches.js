// A place in the program that accesses a property by name finds what is there now.
function f(a,n){a.length=n} f([1,2,3],1); var b=[1,2,3]; f(b,1); console.log(b.join());
var A={x:1},B={__proto__:A},C={__proto__:B},D={__proto__:C},E={__proto__:D};
function g(o){return o.x}
var r=[];for(var i=0;i<3;i++)r.push(g(A),g(B),g(C),g(D),g(E));
B.x=2; r.push(g(C),g(D),g(E)); delete B.x; r.push(g(C),g(D),g(E)); C.y=1; C.x=5; r.push(g(E),g(D));
Object.setPrototypeOf(D,{x:'n'}); r.push(g(E),g(D)); E.__proto__={x:'m'}; r.push(g(E));
console.log(r.join());
class P{get v(){return this._v} set v(n){this._v=n+1}} class Q extends P{} class R extends Q{} class S extends R{set v(n){super.v=n*2} get v(){return super.v}}
var t=[];for(i=0;i<4;i++){var s=new S;s.v=i;t.push(s.v);var q=new R;q.v=i;t.push(q.v)} console.log(t.join());
var o={m(v){super.z=v}}; Object.setPrototypeOf(o,{z:1}); var base=Object.getPrototypeOf(o);
o.m.call(base,7); o.m(8); o.m.call({},9); console.log(base.z,o.z,Object.keys(o).join());
// A Proxy has no property past its traps, and a typed array none with a number's name.
function inherited(o){return o.hasOwnProperty} function assigned(o,v){o.__proto__=v} function number(o){return o.NaN}
Object.prototype.NaN=7;
for(i=0;i<5;i++){inherited({}); assigned({},null); number(Object.create(Uint8Array.prototype))}
console.log(inherited(new Proxy({},{get(t,k){return 'trap '+String(k)}})), number(new Uint8Array(1)), number({}));
assigned(new Proxy({},{set(t,k,v){console.log('set',k,v);return true}}),1);
delete Object.prototype.NaN;
