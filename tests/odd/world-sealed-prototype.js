Object.setPrototypeOf(process, null);
setTimeout(function () { console.log('ended'); }, 1);
