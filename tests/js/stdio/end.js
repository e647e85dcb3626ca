// end() makes the stream unwritable and emits 'close'; console still prints.
process.stdout.on('close', function () { console.log('close'); });
process.stdout.end('last\n');
console.log(process.stdout.writable);
process.stdout.end();
process.stdout.destroy();
try { process.stdout.write('x'); } catch (e) { console.log(e.message); }
