var refs = [];
for (var i = 0; i < 100000; i++) { refs.push(new WeakRef({ i: i })); }
refs.forEach(function (r) { r.deref(); });
console.log('ended');
