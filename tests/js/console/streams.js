// warn, error and trace go to standard error, the others to standard output.
console.log('log');
console.info('info');
console.dir({a: {b: [1, {c: {}}]}});
console.warn('warn %d', 1);
console.error('error', 2);
console.error({a: 1});
