// require.extensions as later Nodes have it: coffee-script and others hang themselves in here.
console.log(Object.keys(require.extensions).join());
require.extensions['.whisper'] = function (module, filename) {
  module._compile('exports.text = "psst from " + __filename.slice(-15)', filename);
};
console.log(require('./fixtures/hello_w').text);
var js = require.extensions['.js'];
require.extensions['.js'] = function (module, filename) {
  var compile = module._compile;
  module._compile = function (code, filename) {
    return compile.call(this, code + '\nexports.instrumented = true;', filename);
  };
  js(module, filename);
};
console.log(require('./fixtures/plain').instrumented);
require.extensions['.js'] = js;
var made = new module.constructor('made', module);
made._compile('exports.value = 6 * 7; exports.parent = module.parent;', __dirname + '/made.js');
console.log(made.exports.value, made.exports.parent === module, made.id);
console.log(module.require('./fixtures/circle') === require('./fixtures/circle'));
