console.log('Current directory: ' + process.cwd());
