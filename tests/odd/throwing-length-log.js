var a = [1]; Object.defineProperty(a, 'x', { get: function () { throw new Error('looked'); }, enumerable: true });
try { console.log(a); } catch (e) {}
console.log('ended');
