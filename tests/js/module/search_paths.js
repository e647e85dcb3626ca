// The manual, Modules: for each search path id.js, id.node, id/index.js, id/index.node; the first file wins.
var a = __dirname + '/fixtures/paths_a', b = __dirname + '/fixtures/paths_b';
require.paths.push(a);
require.paths.push(b);
console.log(require('only_b').name, require('both').name, require('folder').name, require('deep/er').name);
try {
  require('addon');
} catch (e) {
  console.log(e.message.indexOf(a + '/addon.node') === 0);
}
try {
  require('addon_folder');
} catch (e) {
  console.log(e.message.indexOf(a + '/addon_folder/index.node') === 0);
}
console.log(require('js_before_node').name);
require.paths.unshift('fixtures/paths_c');
console.log(require('both_c').name, 'relative search paths count from the working folder');
require.paths.length = 0;
try {
  require('never_loaded');
} catch (e) {
  console.log(e.message);
}
try {
  require('both');
} catch (e) {
  console.log(e.message, 'although the file is loaded: the id leads nowhere now');
}
