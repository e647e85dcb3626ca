// What abort signals and event targets refuse; constants of DOMException.
function attempt(f) { try { console.log('%s', String(f())); } catch (e) { console.log('%s', e.name + ' ' + e.code + ' ' + e.message); } }
attempt(function () { return new AbortSignal(); });
attempt(function () { return AbortSignal.any(); });
attempt(function () { return AbortSignal.any([1]); });
attempt(function () { return AbortSignal.timeout(-1); });
attempt(function () { return AbortSignal.timeout('x'); });
attempt(function () { return new EventTarget().addEventListener('a'); });
attempt(function () { return new EventTarget().addEventListener('a', 5); });
attempt(function () { return new EventTarget().addEventListener('a', null); });
attempt(function () { return new EventTarget().dispatchEvent({}); });
attempt(function () { return new EventTarget().addEventListener('a', function () {}, { signal: 5 }); });
attempt(function () { return new Event(); });
attempt(function () { return new Event('a', 5); });
attempt(function () { return new Event(Symbol()).type; });
var controller = new AbortController();
controller.signal.onabort = function (event) { console.log(event.type, event.isTrusted, this === controller.signal); };
controller.abort();
var event = new Event('a');
event.initEvent('b', true, true);
console.log(event.type, event.bubbles, event.cancelable, event.isTrusted);
console.log(DOMException.ABORT_ERR, DOMException.URL_MISMATCH_ERR, DOMException.INVALID_NODE_TYPE_ERR, new DOMException().DATA_CLONE_ERR);
