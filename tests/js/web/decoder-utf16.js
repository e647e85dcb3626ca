// Halves of code units and of pairs, over the chunks of a stream; what is ill-formed has a code when it is fatal.
function bytes() { return new Uint8Array(arguments); }
var d = new TextDecoder('utf-16le');
console.log([
  d.decode(bytes(0x61), { stream: true }), d.decode(bytes(0), { stream: true }), d.decode(bytes(0x3d, 0xd8), { stream: true }), d.decode(bytes(0, 0xde)),
  d.decode(bytes(0x3d, 0xd8)), d.decode(bytes(0x61)), d.decode(bytes(0, 0xdc, 0x61, 0)), d.decode(bytes(0x3d, 0xd8, 0x61)), d.decode(bytes(0x62, 0))
].map(escape).join());
var be = new TextDecoder('utf-16be');
console.log([be.decode(bytes(0), { stream: true }), be.decode(bytes(0x61, 0xd8), { stream: true }), be.decode(bytes(0x3d, 0xde, 0, 0))].map(escape).join());
[['utf-8', bytes(0xff)], ['utf-8', bytes(0xc3)], ['utf-16le', bytes(0, 0xdc)], ['utf-16le', bytes(0x61)], ['utf-16be', bytes(0xd8, 0x3d)], ['utf-16be', bytes(0, 0x61)]].forEach(function (pair) {
  try { console.log('%s', new TextDecoder(pair[0], { fatal: true }).decode(pair[1])); } catch (e) { console.log('%s', e.name + ' ' + e.code); }
});
[function () { new TextDecoder('x'); }, function () { new TextDecoder().decode('x'); }, function () { new TextEncoder().encodeInto('a', []); },
  function () { TextEncoder.prototype.encode.call({}, 'x'); }, function () { atob(); }].forEach(function (refused) {
  try { refused(); } catch (e) { console.log('%s', e.name + ' ' + e.code); }
});
console.log('%s', [d, new TextEncoder(), performance].map(String).join());
