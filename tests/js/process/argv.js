// print process.argv
process.argv.forEach(function (val, index, array) {
  console.log(index + ': ' + val);
});
console.log(process.ARGV === process.argv, process.ENV === process.env);
