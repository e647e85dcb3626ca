// exists and existsSync: links are followed, and nothing is thrown for what cannot be a path.
var path = require('path'), calls = [];
console.log(path.existsSync('/etc/passwd'), path.existsSync('/'), path.existsSync('/no/such'), path.existsSync(''));
console.log(path.existsSync('/etc\u0000x'), path.existsSync(), path.existsSync({}));
console.log(path.exists('/etc/passwd'));
path.exists('/no/such', function (exists) {
  console.log(arguments.length, exists);
  path.exists('/etc/passwd\u0000', function (exists) {
    console.log(exists);
    path.exists(undefined, function (exists) { console.log(exists); });
  });
});
