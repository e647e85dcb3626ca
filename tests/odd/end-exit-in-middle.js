console.log('before');
process.exit(4);
console.log('after');
