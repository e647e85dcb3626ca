console.log('Version: ' + process.version);
