try { new Buffer({ length: 3, get 1() { throw new Error('looked'); } }); } catch (e) { console.log('ended with ' + e.name); }
