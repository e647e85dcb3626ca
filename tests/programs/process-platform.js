console.log('This platform is ' + process.platform);
