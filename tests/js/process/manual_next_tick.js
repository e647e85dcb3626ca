process.nextTick(function () {
  console.log('nextTick callback');
});
process.nextTick(function (a, b) { console.log(a, b, arguments.length); }, 1, 2);
console.log('first');
[undefined, null, 'x', {}].forEach(function (callback) {
  try { process.nextTick(callback); } catch (e) { console.log(e.name); }
});
