// Elements of typed arrays are numbers modulo 2^8, 2^16, 2^32, however large.
var numbers = [1e40, -1e40, 1e20, 2 ** 63, 2 ** 64 + 2 ** 12, -(2 ** 65) - 2 ** 14, 2 ** 53 - 1, -(2 ** 53), 4294967297.9, 1e10 + 7, 65537, -129, -32769, 0.9, -0.9, Infinity, NaN];
[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array].forEach(function (Kind) {
  console.log(Kind.name + ': ' + new Kind(numbers).join(' '));
  var byOne = new Kind(1), view = new DataView(new ArrayBuffer(8)), set = 'set' + Kind.name.replace(/Clamped|Array/g, '');
  console.log(numbers.map(function (n) { byOne[0] = n; view[set](0, n); return byOne[0] + '/' + view[set.replace('set', 'get')](0); }).join(' '));
});
