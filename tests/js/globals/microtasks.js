queueMicrotask(function () {
  console.log(1, arguments.length, this === global || this === undefined);
  queueMicrotask(function () { console.log(3); });
});
Promise.resolve().then(function () { console.log(2); });
setTimeout(function () { console.log(4); }, 0);
