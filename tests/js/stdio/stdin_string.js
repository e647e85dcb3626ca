// The manual's example, with characters that arrive in pieces or whole.
var stdin = process.openStdin();
console.log(stdin === process.openStdin(), stdin === process.stdin, stdin.fd, stdin.readable);
stdin.setEncoding('utf8');
var all = '';
stdin.on('data', function (chunk) { all += chunk; });
stdin.on('end', function () { console.log(JSON.stringify(all), stdin.readable); });
stdin.on('close', function () { console.log('close'); });
