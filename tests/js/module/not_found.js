var ids = ['nope', './nope', '/nope', '../nope', 'nope/nope', './fixtures', '', 'a\u0000b', './a\u0000b'];
for (var i = 0; i < ids.length; i++) {
  try {
    require(ids[i]);
  } catch (e) {
    console.log(e.name + ': ' + JSON.stringify(e.message), e.code);
  }
}
[undefined, null, 5, {}].forEach(function (id) {
  try {
    require(id);
  } catch (e) {
    console.log(e.name + ': ' + e.message);
  }
});
try {
  require.resolve('nope');
} catch (e) {
  console.log(e.message);
}
