try { process.env[Symbol('s')] = 1; process.env.X = Symbol('s'); } catch (e) {}
console.log('ended');
