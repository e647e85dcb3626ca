try { console.log({ get constructor() { throw new Error('looked'); } }); } catch (e) {}
console.log('ended');
