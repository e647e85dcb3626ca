// TextEncoder and TextDecoder.
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
var e = new TextEncoder();
show(e.encoding, e.encode(), '|', e.encode('½€😀'), e.encode('\ud800x'), e.encode('a') instanceof Uint8Array, Buffer.isBuffer(e.encode('a')));
var room = new Uint8Array(5), wrote = e.encodeInto('a€😀', room);
show(wrote.read, wrote.written, room);
show(new TextDecoder().encoding, new TextDecoder('UTF8').decode(e.encode('½€😀')), new TextDecoder().decode());
show(new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])), new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])).length);
show(JSON.stringify(new TextDecoder().decode(new Uint8Array([0x61, 0xff, 0xe2, 0x82, 0x62]))));
var d = new TextDecoder(), text = '';
[0xe2, 0x82, 0xac, 0xf0, 0x9f].forEach(function (byte) { text += d.decode(new Uint8Array([byte]), { stream: true }); });
show(JSON.stringify(text + d.decode()));
show(new TextDecoder('utf-16le').decode(new Uint8Array([0x61, 0, 0xac, 0x20])), new TextDecoder('utf-16be').decode(new Uint8Array([0, 0x61, 0x20, 0xac])), new TextDecoder('utf-16').encoding);
show(new TextDecoder('latin1').encoding, new TextDecoder('latin1').decode(new Uint8Array([0x80, 0xe9, 0x9d])) === '€é\x9d');
show(new TextDecoder().decode(new Uint8Array([65, 66]).buffer), new TextDecoder().decode(new DataView(new Uint8Array([65, 66, 67]).buffer, 1)), new TextDecoder('utf-16le').decode(new Uint16Array([0x3b1, 0x3b2])));
var strict = new TextDecoder('utf-8', { fatal: true });
show(strict.fatal, strict.ignoreBOM, strict.decode(e.encode('é')));
[[0xff], [0xe2, 0x82], [0xc0, 0x80], [0xed, 0xa0, 0x80]].forEach(function (bytes) {
  try { show(strict.decode(new Uint8Array(bytes))); } catch (error) { show(error.name); }
});
show(strict.decode(new Uint8Array([0xe2]), { stream: true }) + strict.decode(new Uint8Array([0x82, 0xac])));
[function () { new TextDecoder('klingon'); }, function () { new TextDecoder().decode('text'); }, function () { TextDecoder(); }].forEach(function (f) {
  try { f(); show('nothing'); } catch (error) { show(error.name); }
});
