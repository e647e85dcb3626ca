// fs.watch: changes of a file, names that come and go in a directory; close() ends it and the program.
var fs = require('fs'), dir = process.env.TMP, f = dir + '/file';
var before = fs.readdirSync('/proc/self/fd').length;
fs.writeFileSync(f, 'one');
var inside = fs.watch(dir), seen = [];
console.log(inside instanceof fs.FSWatcher, inside instanceof require('events').EventEmitter);
inside.on('change', function (event, name) {
  seen.push(event + ' ' + name);
  if (seen[seen.length - 1] === 'rename new') {
    console.log(seen.join(', '));
    inside.close();
    inside.close();
  }
});
inside.on('close', function () {
  var on = fs.watch(f, { persistent: true }, function (event, name) {
    console.log(this === on, event, name);
    on.close();
    // Twice the same file; one that nobody waits for.
    var first = fs.watch(f), second = fs.watch(f), events = [];
    fs.watch(dir, { persistent: false }, function () {});
    first.on('change', function (event) { events.push(event); first.close(); });
    second.on('change', function (event) { if (event === 'rename') { console.log(events.join(), event); second.close(); } });
    fs.unlinkSync(f);
  });
  var fd = fs.openSync(f, 'r+');
  fs.writeSync(fd, 'two', 0);
  fs.closeSync(fd);
});
fs.appendFileSync(f, '!');
fs.renameSync(f, dir + '/new'); fs.renameSync(dir + '/new', f);
try { fs.watch(dir + '/none'); } catch (e) { console.log(e.message.replace(dir, ''), e.syscall); }
try { fs.watch(dir, { recursive: true }); } catch (e) { console.log(e.message); }
process.on('exit', function () { console.log(fs.readdirSync('/proc/self/fd').length <= before + 2); });
