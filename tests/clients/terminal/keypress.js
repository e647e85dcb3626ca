// 'keypress' events of the standard input.
var stdin = process.openStdin();
require('readline').emitKeypressEvents(stdin);
stdin.setRawMode(true);
stdin.on('keypress', function (text, key) {
  console.log(text + ' ' + key.name + (key.ctrl ? ' ctrl' : ''));
  if (key.name === 'q') process.exit();
});
console.log('ready');
