// Today's callbacks of write() and end(): on a later tick, after an encoding or without one.
var order = [];
console.log(process.stdout.write('one\n', function () { order.push('one ' + arguments.length); }));
process.stdout.write('two\n', 'utf8', function () { order.push('two'); });
process.stdout.write(new Buffer('three\n'), function () { order.push('three'); });
process.stderr.write('', function () { order.push('stderr'); });
process.nextTick(function () { order.push('tick'); });
order.push('now');
setTimeout(function () {
  console.log(order.join());
  process.stdout.end('four\n', function () { console.log('end'); });
  process.stderr.end(function () { console.log('end of stderr'); });
}, 1);
