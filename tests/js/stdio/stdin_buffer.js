var total = 0;
process.stdin.on('data', function (chunk) { if (Buffer.isBuffer(chunk)) total += chunk.length; });
process.stdin.on('end', function () { console.log(total); });
