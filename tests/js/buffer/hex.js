// Hex: ends at the first pair that is none.
['', '00', 'fF', '0', '012', '01zz02', 'zz'].forEach(function (text) {
  console.log(JSON.stringify(text) + ' ' + new Buffer(text, 'hex').inspect());
});
