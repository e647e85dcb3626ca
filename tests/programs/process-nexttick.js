process.nextTick(function () {
  console.log('nextTick callback');
});
