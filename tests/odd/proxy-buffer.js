var p = new Proxy(new Buffer(4), {});
['toString', 'slice', 'copy', 'write', 'length'].forEach(function (name) { try { var m = p[name]; if (typeof m === 'function') m.call(p, p, 0, 1); } catch (e) {} });
try { console.log(p); } catch (e) {}
try { process.stdout.write(p); } catch (e) {}
try { Buffer.concat([p]); } catch (e) {}
console.log('ended');
