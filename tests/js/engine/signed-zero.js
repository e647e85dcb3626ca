// The sign of a zero that whole numbers make; the least integer by -1.
function text(x) { return Object.is(x, -0) ? '-0' : String(x); }
function all(a, b) { return [a / b, a * b, a % b, -a, a - b, a + b].map(text).join(' '); }
[[0, -1], [0, 1], [0, -5], [-4, 2], [4, -2], [-4, 4], [-0, 1], [-1, 0], [0, 0], [5, 0], [-2147483648, -1], [-2147483648, 1], [2147483647, -1], [-3, 0]]
  .forEach(function (pair) { console.log(pair.map(text).join(', ') + ': ' + all(pair[0], pair[1])); });
var z = 0; z /= -1; var y = -4; y %= 2; var x = 0; x *= -1; var w = -2147483648; w %= -1;
console.log([z, y, x, w, 0 / -1, 0 % -1, -4 % 4, -2147483648 % -1, -2147483648 / -1].map(text).join(' '));
(function () { let a = 0, b = -7; console.log(text(a / b), text(1 / (a / b))); })();
