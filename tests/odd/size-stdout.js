try { process.stdout.write(new Array(3000000).join('x') + '\n'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
