// From standard input to standard output, and something after it.
require('sys').pump(process.openStdin(), process.stdout, function (error) { console.log('done', error); });
