// timers/promises of later releases.
var timers = require('timers/promises');
(async function () {
  console.log(await timers.setTimeout(1, 'later'), await timers.setImmediate('soon'), await timers.scheduler.wait(1));
  var count = 0;
  for await (var value of timers.setInterval(1, 'tick')) {
    console.log(value);
    if (++count === 3) break;
  }
  console.log(require('timers').promises === timers, await require('util').promisify(setTimeout)(1, 'promisified'));
  var controller = new AbortController();
  var waiting = timers.setTimeout(100000, null, { signal: controller.signal });
  controller.abort();
  try { await waiting; } catch (error) { console.log(error.name, error.code); }
  try { await timers.setTimeout(1, null, { signal: controller.signal }); } catch (error) { console.log(error.name); }
  var stopped = new AbortController();
  var ticks = timers.setInterval(100000, null, { signal: stopped.signal });
  var next = ticks.next();
  setImmediate(function () { stopped.abort(); });
  try { await next; } catch (error) { console.log(error.name); }
})();
