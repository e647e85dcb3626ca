// Everything that listen() takes, and what it refuses.
var net = require('net');
var path = (process.env.TMP || '/tmp') + '/noderu-forms.sock';
function run(forms) {
  if (!forms.length) return;
  var args = forms.shift(), server = net.createServer();
  var label = JSON.stringify(args).replace(path, 'PATH');
  args.push(function () {
    var a = server.address();
    console.log(label, typeof a === 'string' ? a === path : [a.address, a.family, a.port > 0].join(' '), server.type);
    server.close();
  });
  server.on('close', function () { run(forms); });
  server.listen.apply(server, args);
}
run([[], [0], ['0'], [0, '127.0.0.1'], [0, 'localhost'], [0, null], [0, '::1'], [path], [{port: 0, host: '127.0.0.1'}], [{path: path}], [null]]);
[-1, 65536, 1.5, 'x\0y', '', NaN, {port: 70000}, true].forEach(function (bad) {
  try { net.createServer().listen(bad); console.log('taken', bad); } catch (e) { console.log(e.name + ': ' + e.message); }
});
