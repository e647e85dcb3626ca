// events.on: an async iterator over events.
var EventEmitter = require('events'), on = EventEmitter.on;
(async function () {
  var emitter = new EventEmitter(), seen = [];
  setImmediate(function () {
    emitter.emit('x', 1, 'a');
    emitter.emit('x', 2);
    setImmediate(function () { emitter.emit('x', 3); });
  });
  for await (var args of on(emitter, 'x')) {
    seen.push(args.join(' '));
    if (args[0] === 3) break;
  }
  console.log('%s', seen.join('; '), emitter.listeners('x').length, emitter.listeners('error').length);
  setImmediate(function () { emitter.emit('error', new Error('broken')); });
  try { for await (var never of on(emitter, 'x')) console.log(never); } catch (error) { console.log(error.message); }
  setImmediate(function () { emitter.emit('x', 'last'); emitter.emit('end'); });
  for await (var some of on(emitter, 'x', { close: ['end'] })) console.log(some);
  console.log('closed', emitter.listeners('end').length);
  var controller = new AbortController();
  setImmediate(function () { controller.abort(); });
  try { for await (var none of on(emitter, 'x', { signal: controller.signal })) console.log(none); } catch (error) { console.log(error.name); }
  try { on({}, 'x'); } catch (error) { console.log(error.name); }
})();
