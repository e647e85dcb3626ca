['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].forEach(function (name) {
  [undefined, null, 'code()', 5, {}].forEach(function (callback) {
    try {
      global[name](callback, 1);
    } catch (e) {
      console.log(name, e.name);
      return;
    }
    console.log(name, callback, 'was taken');
  });
});
try {
  setTimeout(function () { console.log('never'); }, { valueOf: function () { throw new Error('valueOf'); } });
} catch (e) {
  console.log(e.message);
}
