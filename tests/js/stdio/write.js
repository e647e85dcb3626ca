var out = process.stdout;
console.log(out === process.stdout, out.fd, out.writable, process.stderr.fd);
console.log(out.write(''), out.write('text\n'), out.write(new Buffer('buffer\n')), out.write('aGV4Cg==', 'base64'));
console.log(out.write('\u00e9\u20ac\ud83d\ude00\n'), out.write('\u00e9\n', 'utf8'), out.write('6869 '.slice(0, 4) + '0a', 'hex'));
console.log(out instanceof require('events').EventEmitter, out instanceof process.EventEmitter);
['write', 'end', 'destroy', 'on', 'addListener'].forEach(function (name) { if (typeof out[name] !== 'function') console.log('no', name); });
try { out.write(); } catch (e) { console.log(e instanceof TypeError); }
try { out.write({}); } catch (e) { console.log(e instanceof TypeError); }
try { out.write('x', 'no-such-encoding'); } catch (e) { console.log(e.message.indexOf('Unknown encoding')); }
process.stderr.write('to stderr\n');
