for (var i = 0; i < 200; i++) {
  var a = Array.from({ length: 500 }, function (_, i) { return i; });
  a.sort(function () { return Math.random() - 0.5; });
  if (new Set(a).size !== 500) throw new Error('elements are lost');
}
console.log('sorted');
