// The callback of a write is called before 'drain' (dirty, the database of 2010, counts on it).
var fs = require('fs'), stream = fs.createWriteStream(process.env.TMP + '/file');
function say(text) { return function () { console.log('%s', text); }; }
stream.write('first', say('first is written'));
stream.write('second', 'utf8', say('second is written'));
stream.once('drain', function () {
  say('drain')();
  stream.write('', say('nothing is written'));
  stream.once('drain', function () {
    say('drain')();
    stream.write('last', say('last is written'));
    stream.end(say('closed'));
  });
});
