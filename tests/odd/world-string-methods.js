['charCodeAt', 'slice', 'split', 'indexOf', 'toLowerCase', 'toString'].forEach(function (name) { String.prototype[name] = function () { throw new Error(name); }; });
try { require('./syntax-absent'); } catch (e) {}
try { new Buffer('x').toString(); } catch (e) {}
console.log('ended');
