var evil = { get x() { throw new Error('looked'); } };
console.log(evil);
console.log('ended');
