var timers = require('timers');
['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'].forEach(function (name) {
  console.log(name, timers[name] === global[name]);
});
timers.setTimeout(console.log, 1, 'later');
