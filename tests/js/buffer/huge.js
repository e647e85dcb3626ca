// What cannot be had is refused, and the program goes on.
[0x40000000, 1e12, Number.MAX_VALUE, Infinity].forEach(function (size) {
  ['new', 'alloc', 'allocUnsafeSlow'].forEach(function (how) {
    try { (how === 'new' ? new Buffer(size) : Buffer[how](size)); console.log('made'); } catch (e) { console.log(e.name); }
  });
});
try { Buffer.concat([new Buffer('a')], 1e15); } catch (e) { console.log(e.name); }
console.log(new Buffer(3).length);
