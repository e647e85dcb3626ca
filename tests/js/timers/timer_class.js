// process.Timer of 0.2: start(after, repeat), stop(), again(), callback, repeat.
var t = new process.Timer(), n = 0;
t.callback = function () {
  console.log('fired', ++n, this === t, this.repeat);
  if (n === 3) {
    this.stop();
    again();
  }
};
t.start(1, 2);
function again() {
  var once = new process.Timer();
  once.callback = function () { console.log('once', this.repeat); other(); };
  once.start(1);
}
function other() {
  t.repeat = 3;
  t.again();
  t.callback = function () { console.log('again', this.repeat); this.stop(); };
}
console.log(setTimeout(function () {}, 1) instanceof process.Timer, typeof t.start, t.repeat);
var none = new process.Timer();
none.again();
none.stop();
none.start(1, 0);
try {
  t.start.call({}, 1);
} catch (e) {
  console.log(e.name);
}
