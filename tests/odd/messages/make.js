// Writes the programs of the lists: `make.js FOLDER [NAME...]` makes FOLDER/messages-NAME.js of NAME.txt, and beside it
// messages-NAME.out, what node 20 says (NAME.node, which is what node prints for the program). A `\n` of a list that no
// string or pattern holds is a line end of the program.
var fs = require('fs');
var path = require('path');

var folder = process.argv[2];
var names = process.argv.slice(3);
if (!names.length) {
  names = fs.readdirSync(__dirname).filter(function (file) { return /\.txt$/.test(file) && file !== 'differs.txt'; });
  names = names.map(function (file) { return file.slice(0, -4); });
}
var head = fs.readFileSync(path.join(__dirname, 'head.js'), 'utf8');

names.forEach(function (name) {
  var programs = fs.readFileSync(path.join(__dirname, name + '.txt'), 'utf8').split('\n').filter(Boolean);
  var calls = programs.map(function (program) {
    var inText = /^eval|new RegExp/.test(program);
    return 'at(function () { ' + (inText ? program : program.replace(/\\n(?!['"])/g, '\n')) + ' });\n';
  });
  fs.writeFileSync(path.join(folder, 'messages-' + name + '.js'), head + calls.join(''));
  fs.writeFileSync(path.join(folder, 'messages-' + name + '.out'), fs.readFileSync(path.join(__dirname, name + '.node'), 'utf8'));
});
