// Of two digits that are as near toExponential takes the larger.
console.log([0.5, 2.5, -2.5, 4.5, 25, 35, 1.25, 1.35, 1.75, 0.25, 125, 2.4999999, 1e21, 15e20, 8.5e-7].map(function (n) { return n.toExponential(0) + ' ' + n.toExponential(1); }).join('\n'));
console.log((1.125).toExponential(2), (99.5).toExponential(1), (9.5).toExponential(0), (-9.5).toExponential(0), (0).toExponential(3), (5e-324).toExponential(5), (1.7976931348623157e308).toExponential(0), (123456).toExponential(100).length);
