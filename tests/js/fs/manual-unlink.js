// The manual's first two examples, on a file of our own.
var path = process.env.TMP + '/hello', console_log = console.log;
require('fs').writeFileSync(path, 'x');
function manual(source) { new Function('require', 'console', source.replace(/\/tmp\/hello/g, path))(require, console); }
manual("var fs = require('fs');\n\nfs.unlink('/tmp/hello', function (err) {\n  if (err) throw err;\n  console.log('successfully deleted /tmp/hello');\n});".replace("deleted /tmp/hello", "deleted"));
process.on('exit', function () {
  require('fs').writeFileSync(path, 'x');
  manual("var fs = require('fs');\n\nfs.unlinkSync('/tmp/hello')\nconsole.log('successfully deleted');");
  console.log(require('path').existsSync(path));
});
