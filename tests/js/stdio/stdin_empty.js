// The default here is /dev/null.
var stdin = process.openStdin();
stdin.on('data', function () { console.log('data'); });
stdin.on('end', function () { console.log('end'); });
stdin.on('close', function () { console.log('close'); });
