Error.prototype.toString = function () { throw new Error('looked'); };
throw new Error('x');
