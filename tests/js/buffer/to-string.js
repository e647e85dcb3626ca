// toString: encoding, start and end with their defaults, and the errors of 0.2.
function shown(f) { try { var v = f(); console.log(v && v.inspect ? v.inspect() : String(v)); } catch (e) { console.log(e.name + ": " + e.message); } }
var buffer = new Buffer('0123456789');
shown(function () { return buffer.toString(); });
shown(function () { return buffer.toString('utf8'); });
shown(function () { return buffer.toString('ascii', 2); });
shown(function () { return buffer.toString('ascii', 2, 4); });
shown(function () { return buffer.toString(undefined, 2, 4); });
shown(function () { return buffer.toString(null, 2, 4); });
shown(function () { return buffer.toString('', 2, 4); });
shown(function () { return '[' + buffer.toString('utf8', 4, 4) + buffer.toString('utf8', 10) + ']'; });
shown(function () { return 'in a string: ' + buffer; });
shown(function () { return buffer.toString('nope'); });
shown(function () { return buffer.toString(7); });
shown(function () { return buffer.toString('utf8', 5, 4); });
shown(function () { return buffer.toString('utf8', 0, 11); });
shown(function () { return buffer.toString('utf8', -1); });
shown(function () { return buffer.toString('utf8', 'x'); });
shown(function () { return Buffer.prototype.toString.call({}); });
shown(function () { return Buffer.prototype.toString.call(undefined); });
