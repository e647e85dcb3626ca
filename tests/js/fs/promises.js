// fs.promises of later releases, FileHandle, and wrong arguments.
var fs = require('fs'), promises = require('fs/promises'), dir = process.env.TMP, f = dir + '/f';
console.log(promises === fs.promises, Object.keys(promises).sort().join(' '));
async function main() {
  console.log(await promises.writeFile(f, 'text'), await promises.readFile(f, 'utf8'), (await promises.stat(f)).isFile());
  await promises.appendFile(f, ' more');
  console.log(await promises.readdir(dir), (await promises.readFile(f)).length, await promises.access(f));
  await promises.rename(f, f + '2'); await promises.copyFile(f + '2', f); await promises.symlink('f', dir + '/l');
  console.log(await promises.readlink(dir + '/l'), await promises.realpath(dir + '/l') === fs.realpathSync(f), (await promises.lstat(dir + '/l')).isSymbolicLink());
  await promises.mkdir(dir + '/a/b', { recursive: true }); await promises.rm(dir + '/a', { recursive: true }); await promises.unlink(f + '2');
  await promises.mkdir(dir + '/d'); await promises.rmdir(dir + '/d'); await promises.chmod(f, 0600); await promises.truncate(f, 4); await promises.utimes(f, 1, 1);
  console.log(fs.readdirSync(dir).sort().join(), fs.readFileSync(f, 'utf8'));
  try { await promises.readFile(dir + '/none'); } catch (e) { console.log(e.code, e.syscall, e instanceof Error); }
  try { await promises.readFile({}); } catch (e) { console.log(e.name, e.message); }
  var handle = await promises.open(f, 'r+'), b = new Buffer(10);
  var read = await handle.read(b, 0, 10, 0);
  console.log(typeof handle.fd, read.bytesRead, read.buffer === b, b.toString('utf8', 0, 4), (await handle.write('TE', 0)).bytesWritten);
  await handle.truncate(3); await handle.chmod(0644); await handle.sync(); await handle.datasync(); await handle.utimes(1, 2);
  console.log((await handle.stat()).size, await promises.readFile(handle, 'utf8'), await handle.close(), handle.fd);
  try { await handle.stat(); } catch (e) { console.log(e.code); }
}
main().catch(function (e) { console.log(e.stack); });
