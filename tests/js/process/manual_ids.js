console.log(/^Current gid: \d+$/.test('Current gid: ' + process.getgid()));
console.log(/^Current uid: \d+$/.test('Current uid: ' + process.getuid()));
process.setuid(process.getuid());
process.setgid(process.getgid());
console.log(process.geteuid() === process.getuid(), process.getegid() === process.getgid());
['no such user', -1, 1.5, NaN, {}].forEach(function (id) {
  try { process.setuid(id); } catch (err) { console.log('Failed to set uid: ' + err.message); }
});
try { process.setgid('no such group'); } catch (err) { console.log('Failed to set gid: ' + err.message); }
if (process.getuid() === 0) {
  process.setgid('nogroup');
  process.setuid('nobody');
  console.log(process.getuid() !== 0 && process.getgid() !== 0);
  try { process.setuid(0); } catch (err) { console.log(err.message, err.errno === process.EPERM, err.syscall); }
} else {
  console.log(true);
  try { process.setuid(0); } catch (err) { console.log(err.message, err.errno === process.EPERM, err.syscall); }
}
