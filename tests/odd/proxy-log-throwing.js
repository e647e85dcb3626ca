var traps = {};
Object.getOwnPropertyNames(Reflect).forEach(function (name) { traps[name] = function () { throw new Error(name); }; });
try { console.log(new Proxy({}, traps)); } catch (e) {}
try { console.log(new Proxy(function () {}, traps)); } catch (e) {}
try { console.log(new Proxy([], traps)); } catch (e) {}
console.log('ended');
