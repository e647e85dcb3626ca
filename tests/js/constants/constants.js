// require('constants'): the numbers of process under their own roof.
var constants = require('constants');
console.log('%s %s %s %s', constants.ENOENT, constants.SIGTERM, constants.O_RDWR, constants.S_IFMT);
var differ = Object.keys(constants).filter(function (name) { return process[name] !== constants[name]; });
console.log('%s %s', differ.length, Object.keys(constants).length > 150);
console.log('%s', ['EWOULDBLOCK', 'EDEADLK', 'EOPNOTSUPP'].every(function (name) { return typeof constants[name] === 'number'; }));
