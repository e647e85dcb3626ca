console.log(process.env.SOME_NAME, process.env.NOT_THERE, 'SOME_NAME' in process.env);
process.env.SET_HERE = 'value';
delete process.env.SOME_NAME;
console.log(process.env.SET_HERE, process.env.SOME_NAME, process.ENV.SET_HERE);
console.log(Object.keys(process.env).indexOf('SET_HERE') >= 0);
