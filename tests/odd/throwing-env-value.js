try { process.env.X = { toString: function () { throw new Error('looked'); } }; } catch (e) {}
console.log('ended');
