var sandbox = { a: 1 };
console.log(process.evalcx('b = a + 1; var c = 3; typeof process', sandbox, 'file.js'), sandbox.b, sandbox.c);
try {
  process.evalcx('throw new Error("from there")', {}, 'there.js');
} catch (error) {
  console.log(error.message, /there\.js:1/.test(error.stack));
}
