// Standard input to standard output, at the pace of the slower one.
var input = process.openStdin(), output = process.stdout;
input.on('data', function (data) { if (output.write(data) === false) input.pause(); });
output.on('drain', function () { input.resume(); });
