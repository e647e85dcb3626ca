console.log('Prefix: ' + process.installPrefix);
