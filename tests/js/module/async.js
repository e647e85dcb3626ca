// require.async(id, callback(error, exports)): later, with the error as an argument.
var order = [];
require.async('./fixtures/circle', function (error, circle) {
  console.log(order.join(), error, typeof circle.area, circle === require('./fixtures/circle'));
});
require.async('events', function (error, events) {
  console.log(error, events === process.EventEmitter);
});
require.async('./nope', function (error, exports) {
  console.log(error.message, exports);
});
require.async('./fixtures/throws_once', function (error) {
  console.log(error.message);
});
order.push('sync first');
process.on('exit', function () { console.log('exit'); });
