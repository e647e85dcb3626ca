// AbortController and AbortSignal.
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
var controller = new AbortController(), signal = controller.signal;
show(signal.aborted, signal.reason, signal instanceof EventTarget, controller.signal === signal);
signal.onabort = function (event) { show('onabort', event.type, this === signal); };
signal.addEventListener('abort', function () { show('listener', signal.reason.name, signal.reason.code, signal.reason instanceof DOMException); });
controller.abort(); controller.abort('again');
show(signal.aborted, signal.reason.message);
try { signal.throwIfAborted(); } catch (error) { show(error === signal.reason, error.name); }
show(AbortSignal.abort('why').reason, AbortSignal.abort().reason.name);
var a = new AbortController(), any = AbortSignal.any([a.signal, new AbortController().signal]);
any.onabort = function () { show('any', any.reason); };
a.abort('one of them');
show(AbortSignal.any([AbortSignal.abort(1), a.signal]).reason);
try { new AbortSignal(); } catch (error) { show(error.name); }
var late = AbortSignal.timeout(1);
late.onabort = function () { show(late.reason.name, late.reason.code); };
AbortSignal.timeout(3600000);
setTimeout(function () {}, 50);
var error = new DOMException('text', 'NotFoundError');
show(error.name, error.code, error.message, error instanceof Error, String(error), new DOMException().name, typeof error.stack);
