var oldmask, newmask = 0644;

process.umask(022);
oldmask = process.umask(newmask);
console.log('Changed umask from: ' + oldmask.toString(8) +
  ' to ' + newmask.toString(8));
console.log(process.umask().toString(8), process.umask('077').toString(8), process.umask().toString(8));
[NaN, -1, 'x', {}].forEach(function (mask) {
  try { process.umask(mask); } catch (e) { console.log(e.name); }
});
