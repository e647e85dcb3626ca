setTimeout(function () { process.exit(9); }, 1);
setInterval(function () {}, 1000);
