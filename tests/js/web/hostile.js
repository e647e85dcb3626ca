// Wrong receivers, getters and conversions that come back in, and large input: errors that can be caught, or answers.
function attempt(name, f) {
  try { console.log('%s: %s', name, String(f()).slice(0, 60)); } catch (error) { console.log('%s: %s', name, error.name); }
}
attempt('URL getter', function () { return Object.getOwnPropertyDescriptor(URL.prototype, 'href').get.call({}); });
attempt('params', function () { return URLSearchParams.prototype.get.call({}, 'a'); });
attempt('decoder', function () { return TextDecoder.prototype.decode.call({}); });
attempt('encoding', function () { return TextDecoder.prototype.encoding; });
attempt('target', function () { return EventTarget.prototype.addEventListener.call({}, 'a', function () {}); });
var decoder = new TextDecoder();
attempt('re-entered', function () {
  return decoder.decode(new Uint8Array([65]), { get stream() { return decoder.decode(new Uint8Array([66])) === 'B'; } });
});
attempt('toString', function () { return new URL({ toString: function () { throw new RangeError('mine'); } }); });
attempt('base', function () { return new URL('a', { toString: function () { return 'http://b'; } }); });
attempt('pairs', function () {
  var params = new URLSearchParams('a=1');
  return new URLSearchParams([[{ toString: function () { params.append('b', '2'); return 'k'; } }, params]]);
});
attempt('growing', function () {
  var params = new URLSearchParams('a=1'), n = 0;
  params.forEach(function () { if (++n < 5) params.append('x', n); });
  return n;
});
attempt('endless pair', function () { return new URLSearchParams([{ length: 2, 0: 'a', 1: 'b' }]); });
var long = new Array(200001).join('a/../');
attempt('long path', function () { return new URL('http://h/' + long).pathname.length; });
attempt('long host', function () { return new URL('http://' + new Array(100001).join('ü')); });
attempt('long query', function () { return new URLSearchParams(new Array(100001).join('a=b&')).size; });
attempt('long base64', function () { return atob(btoa(new Array(1000001).join('x'))).length; });
attempt('detached', function () {
  var bytes = new Uint8Array([65]);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return typeof new TextDecoder().decode(bytes);
});
attempt('sparse', function () { var a = []; a[4294967290] = 1; return structuredClone(a).length; });
attempt('getter', function () { return structuredClone({ get a() { throw new EvalError('x'); } }); });
attempt('punycode', function () { return require('punycode').encode(new Array(10001).join('é')); });
attempt('DOMException', function () { return DOMException('x'); });
attempt('dispatch inside', function () {
  var target = new EventTarget(), event = new Event('e'), name;
  target.addEventListener('e', function () { try { target.dispatchEvent(event); } catch (error) { name = error.name; } });
  target.dispatchEvent(event);
  return name;
});
