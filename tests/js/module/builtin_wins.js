// A built-in name wins over files; a file of that name is reached by its path.
require.paths.unshift(__dirname + '/fixtures/shadows');
console.log(require('events') === process.EventEmitter, require('./fixtures/shadows/events').shadow);
console.log(require('node:events') === require('events'));
