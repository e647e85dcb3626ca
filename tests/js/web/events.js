// Event, CustomEvent, EventTarget.
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
var target = new EventTarget();
function first(event) { show('first', event.type, event.target === target, this === target, event.currentTarget === target, event.eventPhase); }
target.addEventListener('x', first); target.addEventListener('x', first);
target.addEventListener('x', { handleEvent: function (event) { show('object', event.detail, this !== target); } });
target.addEventListener('x', function (event) { show('once'); event.preventDefault(); }, { once: true });
target.addEventListener('x', function (event) { event.preventDefault(); show('passive', event.defaultPrevented); }, { passive: true });
show(target.dispatchEvent(new CustomEvent('x', { cancelable: true, detail: { toString: function () { return 'detail'; } } })));
target.removeEventListener('x', first);
var event = new Event('x', { cancelable: true, bubbles: true });
show(target.dispatchEvent(event), event.defaultPrevented, event.bubbles, event.composed, event.isTrusted, event.currentTarget, event.target === target);
var stopping = new EventTarget();
stopping.addEventListener('y', function (event) { event.stopImmediatePropagation(); show('last'); });
stopping.addEventListener('y', function () { show('never'); });
stopping.dispatchEvent(new Event('y'));
var changing = new EventTarget(), removed = function () { show('never'); };
changing.addEventListener('z', function () { changing.removeEventListener('z', removed); changing.addEventListener('z', function () { show('later'); }); });
changing.addEventListener('z', removed);
changing.dispatchEvent(new Event('z')); changing.dispatchEvent(new Event('z'));
var own = new AbortController();
changing.addEventListener('w', removed, { signal: own.signal }); own.abort(); changing.dispatchEvent(new Event('w'));
class Sub extends EventTarget { constructor() { super(); this.n = 1; } }
var sub = new Sub(); sub.addEventListener('a', function () { show('sub', this.n); }); sub.dispatchEvent(new Event('a'));
[function () { new Event(); }, function () { target.dispatchEvent({ type: 'x' }); }, function () { target.addEventListener('q', 5); },
  function () { target.addEventListener('n', null); show('null is nothing'); }].forEach(function (f) {
  try { f(); } catch (error) { show(error.name); }
});
process.on('uncaughtException', function (error) { show('uncaught', error.message); });
var throwing = new EventTarget();
throwing.addEventListener('t', function () { throw new Error('mine'); });
throwing.addEventListener('t', function () { show('still called'); });
show(throwing.dispatchEvent(new Event('t')));
