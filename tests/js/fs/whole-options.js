// readFile, writeFile and appendFile with an options object: encoding, flag, mode.
var fs = require('fs'), f = process.env.TMP + '/f';
process.umask(0);
fs.writeFileSync(f, '616263', { encoding: 'hex', mode: 0640 });
console.log(fs.readFileSync(f, { encoding: 'utf8' }), fs.readFileSync(f, {}).length, (fs.statSync(f).mode & 0777).toString(8));
try { fs.writeFileSync(f, 'x', { flag: 'wx' }); } catch (e) { console.log(e.code); }
fs.writeFileSync(f, 'd', { flag: 'a' });
fs.writeFileSync(f, 'X', { flag: 'r+' });
fs.appendFile(f, 'e', { encoding: 'ascii' }, function (err) {
  console.log(err, fs.readFileSync(f, 'utf8'));
  fs.readFile(f + '2', { flag: 'a+', encoding: 'utf8' }, function (err, text) {
    console.log(err, JSON.stringify(text), fs.existsSync(f + '2'));
    fs.readFile(f, { flag: 'w' }, function (err) { console.log(err.code, fs.statSync(f).size); });
  });
});
try { fs.readFile(f, { flag: 'q' }, function () {}); } catch (e) { console.log(e.message); }
try { fs.readFile(f, { get encoding() { throw new Error('mine'); } }, function () {}); } catch (e) { console.log(e.message); }
