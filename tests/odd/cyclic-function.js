function f() {} f.f = f; f.prototype.f = f;
console.log(f);
console.log('ended');
