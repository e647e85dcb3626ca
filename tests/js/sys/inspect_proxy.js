// A proxy is shown as its traps present it; what they throw ends at its border.
var i = require('sys').inspect;
function t(value) { console.log(i(value)); }
t(new Proxy({a: 1, b: [1]}, {}));
t(new Proxy([1, 2], {}));
t(new Proxy(function () {}, {}));
t(new Proxy({}, {ownKeys: function () { throw new Error('x'); }}));
t(new Proxy({a: 1}, {get: function () { throw new Error('x'); }}));
var self = new Proxy({a: 1}, {get: function () { return i(self); }});
t(self);
var revoked = Proxy.revocable({}, {}); revoked.revoke(); t([revoked.proxy]);
