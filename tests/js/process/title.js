// What ps shows: its getter and setter.
var before = process.title;
console.log(typeof before, before.length > 0);
process.title = 'renamed by a program';
console.log(process.title);
process.title = 5;
console.log(process.title === '5');
process.title = new Array(100000).join('x');
console.log(process.title.length);
