console.log('Current uid: ' + process.getuid());
