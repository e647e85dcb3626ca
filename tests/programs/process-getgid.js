console.log('Current gid: ' + process.getgid());
