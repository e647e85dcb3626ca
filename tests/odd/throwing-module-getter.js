Object.defineProperty(exports, 'x', { get: function () { throw new Error('looked'); }, enumerable: true });
exports.x;
