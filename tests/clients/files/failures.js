// Every failing call of fs in one situation, in both forms, against a table of what it must tell:
// [function, arguments, code, syscall, path]. The situation is the argument; files.rs makes the mounts and limits.
var fs = require('fs'), dir = process.env.TMP, situation = process.argv[2], count = 0, wrong = 0;

function descriptors() { return fs.readdirSync('/proc/self/fd').length; }
function complain(call, text) { wrong++; console.log((call[0] + '(' + call[1].map(String).join(', ').slice(0, 60) + '): ' + text).slice(0, 300)); }
function told(e) { return e instanceof Error ? [e.code, e.syscall, e.path].join(' ') : String(e); }
function check(call, form, e) {
  var wanted = [call[2], call[3], call[4]].join(' ');
  if (told(e) !== wanted) complain(call, form + ' told ' + told(e) + ', not ' + wanted);
  else if (e.errno !== process[call[2]] || e.message.indexOf(call[2] + ', ') !== 0) complain(call, form + ': ' + e.errno + ' ' + e.message);
}

// Runs the table; the asynchronous forms one after the other, or all at once, which must come to the same.
function run(table, atOnce, next) {
  var before = descriptors(), left = table.length, place = 0;
  table.forEach(function (call) {
    var thrown;
    try { fs[call[0] + 'Sync'].apply(fs, call[1]); } catch (e) { thrown = e; }
    check(call, 'Sync', thrown);
  });
  function start(call) {
    fs[call[0]].apply(fs, call[1].concat([function (e) {
      count++;
      if (arguments.length !== 1) complain(call, arguments.length + ' arguments');
      check(call, 'async', e);
      if (--left === 0) {
        if (descriptors() !== before) complain(call, 'left descriptors: ' + before + ', ' + descriptors());
        next();
      } else if (!atOnce) start(table[++place]);
    }]));
  }
  if (atOnce) table.forEach(start); else start(table[0]);
}

// A stream that fails: the events in order.
function watchStream(stream, next) {
  var events = [];
  ['open', 'data', 'drain', 'end', 'finish', 'close'].forEach(function (name) { stream.on(name, function () { events.push(name); }); });
  stream.on('error', function (e) { events.push([e.code, e.syscall].join(' ')); });
  // 'error' at open(2) is the last event; later ones are followed by 'close'.
  stream.on('error', function (e) { if (e.syscall === 'open') next(events); });
  stream.on('close', function () { next(events); });
}
function done() { console.log(situation + ': ' + count + ' calls, ' + wrong + ' wrong'); }

var situations = {
  // As another user than the owner, in a directory that is closed to others, and on files of root's.
  denied: function () {
    var closed = dir + '/closed', secret = closed + '/secret', mine = dir + '/mine', theirs = '/etc/passwd';
    fs.mkdirSync(closed, 0700);
    fs.writeFileSync(secret, 'secret');
    fs.mkdirSync(mine, 0777);
    fs.chmodSync(mine, 0777);
    if (process.getuid() === 0) process.setuid(65534); else fs.chmodSync(closed, 0);
    var table = ['stat', 'lstat', 'readlink', 'unlink', 'rmdir', 'readdir', 'realpath'].map(function (name) { return [name, [secret], 'EACCES', name, secret]; });
    table = table.concat([
      ['open', [secret, 'r'], 'EACCES', 'open', secret], ['open', [closed + '/new', 'w'], 'EACCES', 'open', closed + '/new'],
      ['readFile', [secret], 'EACCES', 'open', secret], ['readFile', [secret, 'utf8'], 'EACCES', 'open', secret],
      ['writeFile', [secret, 'x'], 'EACCES', 'open', secret], ['appendFile', [secret, 'x'], 'EACCES', 'open', secret],
      ['rename', [secret, mine + '/x'], 'EACCES', 'rename', secret], ['link', [secret, mine + '/x'], 'EACCES', 'link', secret],
      ['symlink', ['x', closed + '/x'], 'EACCES', 'symlink', closed + '/x'], ['mkdir', [closed + '/x', 0755], 'EACCES', 'mkdir', closed + '/x'],
      ['mkdir', [closed + '/x/y', { recursive: true }], 'EACCES', 'mkdir', closed + '/x/y'], ['truncate', [secret, 0], 'EACCES', 'truncate', secret],
      ['chmod', [secret, 0777], 'EACCES', 'chmod', secret], ['chown', [secret, 65534, 65534], 'EACCES', 'chown', secret],
      ['lchown', [secret, 65534, 65534], 'EACCES', 'lchown', secret], ['utimes', [secret, 1, 1], 'EACCES', 'utimes', secret],
      ['access', [secret], 'EACCES', 'access', secret], ['copyFile', [secret, mine + '/x'], 'EACCES', 'copyfile', secret],
      ['rm', [secret], 'EACCES', 'rm', secret], ['mkdtemp', [closed + '/t-'], 'EACCES', 'mkdtemp', closed + '/t-XXXXXX'],
      ['chmod', [theirs, 0666], 'EPERM', 'chmod', theirs], ['chown', [theirs, 65534, 65534], 'EPERM', 'chown', theirs],
      ['utimes', [theirs, 1, 1], 'EPERM', 'utimes', theirs], ['unlink', [theirs], 'EACCES', 'unlink', theirs],
      ['open', [theirs, 'r+'], 'EACCES', 'open', theirs],
      ['truncate', [theirs, 0], 'EACCES', 'truncate', theirs], ['writeFile', [theirs, 'x'], 'EACCES', 'open', theirs],
      ['access', [theirs, fs.W_OK], 'EACCES', 'access', theirs], ['readdir', [closed], 'EACCES', 'readdir', closed]
    ]);
    run(table, false, function () {
      run(table, true, function () {
        var fd = fs.openSync(theirs, 'r');
        run([['fchmod', [fd, 0666], 'EPERM', 'fchmod'], ['fchown', [fd, 65534, 65534], 'EPERM', 'fchown'], ['futimes', [fd, 1, 1], 'EPERM', 'futimes'],
             ['write', [fd, 'x', null], 'EBADF', 'write'], ['ftruncate', [fd, 0], 'EINVAL', 'ftruncate']], true, function () {
          fs.closeSync(fd);
          watchStream(fs.createReadStream(secret), function (events) {
            console.log('ReadStream', events.join(', '));
            var stream = fs.createWriteStream(secret);
            stream.write('x');
            watchStream(stream, function (events) { console.log('WriteStream', events.join(', '), fs.readdirSync(mine).length); done(); });
          });
        });
      });
    });
  },

  // Directories where files should be, files where directories should be, names that lead nowhere.
  directory: function () {
    var d = dir + '/d', f = dir + '/f', loop = dir + '/loop', full = dir + '/full', through = f + '/x', missing = dir + '/no/such';
    fs.mkdirSync(d, 0755); fs.mkdirSync(full, 0755); fs.writeFileSync(full + '/x', ''); fs.writeFileSync(f, 'x'); fs.symlinkSync('loop', loop);
    var name = new Array(256 + 1).join('n'), long = new Array(3000).join('a/'), fd = fs.openSync(d, 'r');
    function each(names, path, code) { return names.map(function (name) { return [name, [path], code, { readFile: 'open', writeFile: 'open', appendFile: 'open' }[name] || name, path]; }); }
    var one = ['stat', 'readFile', 'readdir', 'unlink', 'rmdir', 'realpath', 'open', 'access'];
    var table = each(one, missing, 'ENOENT').concat(each(one, through, 'ENOTDIR'), each(one, dir + '/' + name, 'ENAMETOOLONG'), each(one.filter(function (name) { return name !== 'realpath'; }), dir + '/' + long, 'ENAMETOOLONG'),
      each(['stat', 'readFile', 'readdir', 'realpath', 'open', 'access'], loop, 'ELOOP'), each(['lstat'], missing, 'ENOENT'), [
      ['readFile', [d], 'EISDIR', 'read', d], ['open', [d, 'w'], 'EISDIR', 'open', d], ['open', [d, 'r+'], 'EISDIR', 'open', d],
      ['writeFile', [d, 'x'], 'EISDIR', 'open', d], ['appendFile', [d, 'x'], 'EISDIR', 'open', d], ['truncate', [d, 0], 'EISDIR', 'truncate', d],
      ['unlink', [d], 'EISDIR', 'unlink', d], ['rm', [d], 'EISDIR', 'rm', d], ['copyFile', [d, dir + '/new'], 'EISDIR', 'copyfile', d], ['copyFile', [f, d], 'EISDIR', 'copyfile', d],
      ['rename', [f, d], 'EISDIR', 'rename', f], ['rename', [d, f], 'ENOTDIR', 'rename', d], ['rename', [d, full], 'ENOTEMPTY', 'rename', d],
      ['rename', [d, d + '/below'], 'EINVAL', 'rename', d], ['rename', [missing, f], 'ENOENT', 'rename', missing],
      ['rmdir', [full], 'ENOTEMPTY', 'rmdir', full], ['rmdir', [f], 'ENOTDIR', 'rmdir', f], ['rmdir', [d + '/.'], 'EINVAL', 'rmdir', d + '/.'],
      ['readdir', [f], 'ENOTDIR', 'readdir', f], ['readlink', [f], 'EINVAL', 'readlink', f], ['readlink', [missing], 'ENOENT', 'readlink', missing],
      ['link', [d, dir + '/new'], 'EPERM', 'link', d], ['link', [f, d], 'EEXIST', 'link', f], ['link', [missing, dir + '/new'], 'ENOENT', 'link', missing],
      ['symlink', ['x', f], 'EEXIST', 'symlink', f], ['symlink', ['x', missing], 'ENOENT', 'symlink', missing], ['symlink', ['', dir + '/new'], 'ENOENT', 'symlink', dir + '/new'],
      ['mkdir', [d, 0755], 'EEXIST', 'mkdir', d], ['mkdir', [f, { recursive: true }], 'EEXIST', 'mkdir', f], ['mkdir', [through + '/y', { recursive: true }], 'ENOTDIR', 'mkdir', through + '/y'],
      ['mkdir', [missing, 0755], 'ENOENT', 'mkdir', missing], ['mkdtemp', [missing], 'ENOENT', 'mkdtemp', missing + 'XXXXXX'],
      ['open', [f, 'wx'], 'EEXIST', 'open', f], ['open', [f, process.O_RDONLY | process.O_DIRECTORY], 'ENOTDIR', 'open', f], ['copyFile', [f, f + '2', 1], 'EEXIST', 'copyfile', f + '2'],
      ['copyFile', [missing, f], 'ENOENT', 'copyfile', missing], ['copyFile', [f, missing], 'ENOENT', 'copyfile', missing], ['rm', [missing], 'ENOENT', 'rm', missing],
      ['chmod', [missing, 0644], 'ENOENT', 'chmod', missing], ['chown', [missing, 0, 0], 'ENOENT', 'chown', missing], ['lchown', [missing, 0, 0], 'ENOENT', 'lchown', missing],
      ['utimes', [missing, 1, 1], 'ENOENT', 'utimes', missing], ['truncate', [missing, 1], 'ENOENT', 'truncate', missing], ['access', [f, 8], 'EINVAL', 'access', f],
      ['writeFile', [missing, 'x'], 'ENOENT', 'open', missing], ['appendFile', [missing, 'x'], 'ENOENT', 'open', missing],
      ['read', [fd, 1, 0, 'utf8'], 'EISDIR', 'read'], ['write', [fd, 'x', null], 'EBADF', 'write'], ['ftruncate', [fd, 0], 'EINVAL', 'ftruncate'], ['readFile', [fd], 'EISDIR', 'read']
    ]);
    fs.writeFileSync(f + '2', '');
    ['fstat', 'fsync', 'fdatasync', 'close', 'readFile'].forEach(function (name) { table.push([name, [9999], 'EBADF', name === 'readFile' ? 'read' : name]); });
    table.push(['read', [9999, new Buffer(3), 0, 3, 0], 'EBADF', 'read'], ['write', [9999, new Buffer(3), 0, 3, 0], 'EBADF', 'write'], ['ftruncate', [9999, 1], 'EBADF', 'ftruncate'],
      ['fchmod', [9999, 0644], 'EBADF', 'fchmod'], ['fchown', [9999, 0, 0], 'EBADF', 'fchown'], ['futimes', [9999, 1, 1], 'EBADF', 'futimes'],
      ['sendfile', [9999, fd, 0, 1], 'EBADF', 'sendfile'], ['writeFile', [9999, 'x'], 'EBADF', 'write'], ['fstat', [-1], 'EBADF', 'fstat']);
    run(table, false, function () {
      run(table, true, function () {
        fs.closeSync(fd);
        watchStream(fs.createReadStream(d), function (events) {
          console.log('ReadStream', events.join(', '));
          watchStream(fs.createWriteStream(d), function (events) {
            console.log('WriteStream', events.join(', '));
            try { fs.watch(missing); } catch (e) { console.log(told(e) === 'ENOENT watch ' + missing); }
            console.log(fs.readdirSync(dir).sort().join(), fs.readFileSync(f, 'utf8'));
            done();
          });
        });
      });
    });
  },

  // A file system of 64 KiB, and of 16 names.
  full: function () {
    var disk = dir + '/disk', big = new Buffer(100000), f = disk + '/f', other = dir + '/big';
    fs.writeFileSync(other, big);
    run([['writeFile', [f, big], 'ENOSPC', 'write', f], ['appendFile', [f, big], 'ENOSPC', 'write', f], ['copyFile', [other, disk + '/copy'], 'ENOSPC', 'copyfile', other]], false, function () {
      console.log(fs.statSync(f).size === 65536, fs.statSync(other).size);
      fs.unlinkSync(disk + '/copy'); fs.unlinkSync(f);
      var fd = fs.openSync(f, 'w'), written = [];
      (function more() {
        fs.write(fd, big, 0, 30000, null, function (err, count) {
          written.push(err ? err.code + ' ' + err.syscall : count);
          if (!err) return more();
          console.log(written.join(', '), fs.fstatSync(fd).size);
          fs.truncateSync(fd, 0);
          console.log(fs.writeSync(fd, big, 0, 10, 0));
          fs.closeSync(fd); fs.unlinkSync(f);
          streams();
        });
      })();
    });
    function streams() {
      var before = descriptors(), stream = fs.createWriteStream(f), callbacks = 0;
      for (var i = 0; i < 20; i++) stream.write(big.slice(0, 7000), function (err) { if (err.code === 'ENOSPC') callbacks++; });
      stream.end();
      watchStream(stream, function (events) {
        console.log('WriteStream', events.join(', '), fs.statSync(f).size, stream.writable, callbacks, descriptors() === before);
        fs.unlinkSync(f);
        require('sys').pump(fs.createReadStream(other), fs.createWriteStream(f), function (err) {
          console.log('pump', err.code, err.syscall);
          setTimeout(function () {
            console.log(descriptors() === before);
            fs.unlinkSync(f);
            names();
          }, 10);
        });
      });
    }
    function names() {
      for (var i = 0; i < 15; i++) fs.writeFileSync(disk + '/n' + i, '');
      run([['open', [f, 'w'], 'ENOSPC', 'open', f], ['writeFile', [f, 'x'], 'ENOSPC', 'open', f], ['mkdir', [f, 0755], 'ENOSPC', 'mkdir', f], ['mkdir', [f, { recursive: true }], 'ENOSPC', 'mkdir', f],
           ['symlink', ['x', f], 'ENOSPC', 'symlink', f], ['mkdtemp', [f], 'ENOSPC', 'mkdtemp', f + 'XXXXXX'],
           ['copyFile', [other, f], 'ENOSPC', 'copyfile', f]], true, function () {
        watchStream(fs.createWriteStream(f), function (events) { console.log('WriteStream', events.join(', ')); fs.unlinkSync(disk + '/n1'); fs.writeFileSync(f, 'fits'); console.log(fs.readFileSync(f, 'utf8')); done(); });
      });
    }
  },

  // A file system that may not be written.
  readonly: function () {
    var disk = dir + '/disk', f = disk + '/f', d = disk + '/d', n = disk + '/new', other = dir + '/other';
    fs.writeFileSync(other, 'x');
    var table = [
      ['open', [f, 'w'], 'EROFS', 'open', f], ['open', [f, 'r+'], 'EROFS', 'open', f], ['open', [f, 'a'], 'EROFS', 'open', f], ['open', [n, 'w'], 'EROFS', 'open', n],
      ['writeFile', [f, 'x'], 'EROFS', 'open', f], ['writeFile', [n, 'x'], 'EROFS', 'open', n], ['appendFile', [f, 'x'], 'EROFS', 'open', f],
      ['truncate', [f, 0], 'EROFS', 'truncate', f], ['chmod', [f, 0600], 'EROFS', 'chmod', f], ['chown', [f, 0, 0], 'EROFS', 'chown', f], ['lchown', [f, 0, 0], 'EROFS', 'lchown', f],
      ['utimes', [f, 1, 1], 'EROFS', 'utimes', f], ['unlink', [f], 'EROFS', 'unlink', f], ['rmdir', [d], 'EROFS', 'rmdir', d], ['rm', [f], 'EROFS', 'rm', f], ['rm', [d, { recursive: true, force: true }], 'EROFS', 'rm', d],
      ['mkdir', [n, 0755], 'EROFS', 'mkdir', n], ['mkdir', [n + '/x', { recursive: true }], 'EROFS', 'mkdir', n + '/x'], ['mkdtemp', [n], 'EROFS', 'mkdtemp', n + 'XXXXXX'],
      ['rename', [f, n], 'EROFS', 'rename', f], ['rename', [other, n], 'EXDEV', 'rename', other], ['link', [f, n], 'EROFS', 'link', f], ['link', [other, n], 'EROFS', 'link', other],
      ['symlink', ['x', n], 'EROFS', 'symlink', n], ['copyFile', [other, n], 'EROFS', 'copyfile', n], ['access', [f, fs.W_OK], 'EROFS', 'access', f]
    ];
    run(table, false, function () {
      run(table, true, function () {
        var fd = fs.openSync(f, 'r');
        run([['fchmod', [fd, 0600], 'EROFS', 'fchmod'], ['fchown', [fd, 0, 0], 'EROFS', 'fchown'], ['futimes', [fd, 1, 1], 'EROFS', 'futimes']], true, function () {
          fs.closeSync(fd);
          var stream = fs.createWriteStream(f);
          stream.write('lost'); stream.end();
          watchStream(stream, function (events) {
            console.log('WriteStream', events.join(', '), fs.readFileSync(f, 'utf8'), fs.readdirSync(disk).sort().join());
            done();
          });
        });
      });
    });
  },

  // Not one descriptor is left.
  descriptors: function () {
    var f = dir + '/f', fds = [], before = descriptors();
    fs.writeFileSync(f, 'there');
    // What opens its own files, while there are some.
    var sys = require('sys');
    function fill() { try { for (;;) fds.push(fs.openSync('/dev/null', 'r')); } catch (e) { return told(e); } }
    var table = [
      ['open', [f, 'r'], 'EMFILE', 'open', f], ['open', [dir + '/new', 'w'], 'EMFILE', 'open', dir + '/new'], ['readFile', [f], 'EMFILE', 'open', f], ['writeFile', [f, 'x'], 'EMFILE', 'open', f],
      ['appendFile', [f, 'x'], 'EMFILE', 'open', f], ['readdir', [dir], 'EMFILE', 'readdir', dir], ['copyFile', [f, dir + '/new'], 'EMFILE', 'copyfile', f],
      ['rm', [dir, { recursive: true }], 'EMFILE', 'rm', dir]
    ];
    descriptors = function () { return 0; };
    console.log(fill(), fds.length > 10);
    run(table, false, function () {
      run(table, true, function () {
        // What needs no descriptor goes on.
        fs.mkdirSync(dir + '/d', 0755); fs.renameSync(dir + '/d', dir + '/e'); fs.symlinkSync('f', dir + '/l');
        console.log(fs.statSync(f).size, fs.realpathSync(dir + '/l') === fs.realpathSync(f), fs.existsSync(f), fs.readlinkSync(dir + '/l'));
        try { fs.watch(f); } catch (e) { console.log(told(e)); }
        watchStream(fs.createReadStream(f), function (events) {
          console.log('ReadStream', events.join(', '));
          watchStream(fs.createWriteStream(f), function (events) {
            console.log('WriteStream', events.join(', '));
            fds.splice(0, 3).forEach(function (fd) { fs.closeSync(fd); });
            fs.readFile(f, 'utf8', function (err, text) {
              console.log(err, text);
              fds.forEach(function (fd) { fs.closeSync(fd); });
              console.log(fs.readdirSync('/proc/self/fd').length === before, fs.readdirSync(dir).sort().join());
              done();
            });
          });
        });
      });
    });
  }
};
situations[situation]();
