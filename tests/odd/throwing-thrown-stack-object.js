var e = new Error('x');
e.stack = { toString: function () { throw e; } };
throw e;
