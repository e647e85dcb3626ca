try { console.log({ get [Symbol.toStringTag]() { throw new Error('looked'); } }); } catch (e) {}
console.log('ended');
