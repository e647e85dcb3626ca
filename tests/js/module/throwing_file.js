// A file that throws while it loads is not kept; errors name the file.
for (var i = 0; i < 2; i++) {
  try {
    require('./fixtures/throws');
  } catch (e) {
    console.log(e.message, e.stack.indexOf(__dirname + '/fixtures/throws.js:2') > 0);
  }
}
console.log(require.cache[__dirname + '/fixtures/throws.js'] === undefined, global.throws, module.children.length);
try {
  require('./fixtures/bad_syntax');
} catch (e) {
  console.log(e.name, e instanceof SyntaxError, e.stack.indexOf(__dirname + '/fixtures/bad_syntax.js:2') >= 0);
}
try {
  require('./fixtures/bad.json');
} catch (e) {
  console.log(e.name, e.message.indexOf(__dirname + '/fixtures/bad.json: ') === 0);
}
