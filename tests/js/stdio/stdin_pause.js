// Paused input arrives after resume.
var stdin = process.openStdin(), paused = true;
stdin.setEncoding('utf8');
stdin.pause();
stdin.on('data', function (chunk) { console.log(paused, chunk); });
stdin.on('end', function () { console.log('end'); });
setTimeout(function () { paused = false; stdin.resume(); }, 20);
