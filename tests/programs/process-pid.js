console.log('This process is pid ' + process.pid);
