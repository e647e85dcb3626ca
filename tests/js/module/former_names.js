// Modules that 0.1 had. A file of that name, which programs may have by now, wins.
console.log(require('utils') === require('sys'), require('tcp') === require('net'), require('tcp') === require('net'));
['posix', 'file'].forEach(function (name) {
  try {
    require(name);
  } catch (error) {
    console.log(error.message);
  }
});
require.paths.unshift(process.env.TMP);
require('fs').writeFileSync(process.env.TMP + '/posix.js', 'exports.mine = true;');
require('fs').writeFileSync(process.env.TMP + '/utils.js', 'exports.mine = true;');
console.log(require('posix').mine, require('utils').mine);
