// What later Nodes added.
function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
shown(function () { return Buffer.from('h\u00e9'); });
shown(function () { return Buffer.from('6869', 'hex'); });
shown(function () { return Buffer.from([1, 2, 300]); });
shown(function () { return Buffer.from(new Buffer('x')); });
shown(function () { return Buffer.from(new String('boxed')); });
shown(function () { return Buffer.from(JSON.parse(JSON.stringify(new Buffer('json')))).toString(); });
shown(function () { return Buffer.from(new Set([1, 2])); });
shown(function () { return Buffer.from(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2); });
shown(function () { return Buffer.from(5); });
shown(function () { return Buffer.from(); });
shown(function () { return Buffer.from(null); });
shown(function () { return Buffer.alloc(3); });
shown(function () { return Buffer.alloc(5, 'ab'); });
shown(function () { return Buffer.alloc(4, 'YQ==', 'base64'); });
shown(function () { return Buffer.alloc(2, 255); });
shown(function () { return Buffer.alloc('3'); });
shown(function () { return Buffer.allocUnsafe(3).length + Buffer.allocUnsafeSlow(4).length; });
shown(function () { return Buffer.concat([]); });
shown(function () { return Buffer.concat([new Buffer('a'), new Uint8Array([98]), new Buffer('cd')]); });
shown(function () { return Buffer.concat([new Buffer('abc'), new Buffer('def')], 4); });
shown(function () { return Buffer.concat([new Buffer('abc')], 5); });
shown(function () { return Buffer.concat(['abc']); });
shown(function () { return Buffer.concat('abc'); });
shown(function () { return Buffer.isEncoding('UTF-8') + ' ' + Buffer.isEncoding('hex') + ' ' + Buffer.isEncoding('x') + ' ' + Buffer.isEncoding('') + ' ' + Buffer.isEncoding(); });
shown(function () { return JSON.stringify(new Buffer('hi')); });
