process = undefined;
delete global.process;
setTimeout(function () { throw new Error('thrown here'); }, 1);
