var f = function () { return 1; };
for (var i = 0; i < 2000; i++) f = (function (g) { return function () { return g(); }; })(f);
console.log('ended ' + f());
