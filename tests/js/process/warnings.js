// process.emitWarning: a line on standard error and 'warning', in the next tick; process is a module, too.
var same = require('process');
console.log(same === process, require('node:process') === process);
process.on('warning', function (warning) {
  console.log('%s|%s|%s|%s', warning instanceof Error, warning.name, warning.code, warning.message);
});
process.emitWarning('plain');
process.emitWarning('old', 'DeprecationWarning', 'DEP1');
process.emitWarning('with options', { type: 'Odd', code: 'C', detail: 'two\nlines' });
process.emitWarning(new RangeError('an error'));
process.noDeprecation = true;
process.emitWarning('not heard', 'DeprecationWarning');
try { process.emitWarning(5); } catch (error) { console.log('%s: %s', error.name, error.message); }
console.log('first');
