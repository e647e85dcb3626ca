Object.defineProperty(Uint8Array, Symbol.species, { get: function () { throw new Error('species'); }, configurable: true });
Buffer.prototype.constructor = function () { throw new Error('constructor'); };
try { new Buffer(10).slice(0, 5).map(Number); } catch (e) {}
console.log('ended');
