console.log(global);
console.log(process);
console.log(module);
console.log(require);
console.log('ended');
