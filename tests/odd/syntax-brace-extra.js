function f() { } }
console.log("not reached");
