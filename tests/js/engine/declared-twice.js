// What one function declares twice, and what it may.
function check(code) { try { new Function(code); return 'taken' } catch (e) { return e.name } }
['let a; let a', 'let a; var a', 'var a; let a', 'let a; { var a }', 'let a; function a() {}', 'const a = 1; class a {}',
  'let a; for (var a of []);', '() => { let a; let a }', '({ m() { let a; var a } })', 'class K { m() { let a; let a } }',
  'let a; { let a }', 'var a; var a; function a() {}', 'let a; for (let a of []);', 'try {} catch (a) { var a }',
  'let a; (function (a) { var a })'].forEach(function (code) { console.log(code, check(code)) })
