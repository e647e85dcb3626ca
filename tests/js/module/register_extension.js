// require.registerExtension(extension, function (content, filename)): the function gives the JavaScript.
require.registerExtension('.shout', function (content, filename) {
  console.log(filename === __dirname + '/fixtures/hello.shout');
  return 'exports.text = ' + JSON.stringify(content.trim().toUpperCase()) + ';';
});
console.log(require('./fixtures/hello').text);
console.log(require('./fixtures/hello.shout') === require('./fixtures/hello'));
require.registerExtension('.shout', function () { return 'exports.text = "again";'; });
delete require.cache[require.resolve('./fixtures/hello')];
console.log(require('./fixtures/hello').text);
[[], ['.x'], [5, function () {}]].forEach(function (args) {
  try {
    require.registerExtension.apply(null, args);
  } catch (e) {
    console.log(e.name);
  }
});
