var constants = require('constants');
console.log('' + constants.ENOENT, constants.EAGAIN === constants.EWOULDBLOCK, constants.SIGTERM, constants.O_CREAT === process.O_CREAT);
// The same names that process has, and those alone.
var wrong = Object.keys(constants).filter(function (name) {
  return typeof constants[name] !== 'number' || constants[name] !== process[name];
});
console.log('' + (Object.keys(constants).length > 150), wrong.join());
console.log(Object.keys(process).indexOf('ENOENT'), 'S_IFMT' in constants, 'EDEADLK' in constants, 'EOPNOTSUPP' in constants);
