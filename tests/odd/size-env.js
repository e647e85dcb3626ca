try { process.env.BIG = new Array(1000000).join('x'); console.log('ended well'); } catch (e) { console.log('ended with ' + (e && e.name)); }
