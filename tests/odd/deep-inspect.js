var deep = {}, at = deep;
for (var i = 0; i < 100000; i++) at = at.a = {};
console.log(deep);
console.log('ended');
