var FreeList = require('freelist').FreeList, made = 0;
var list = new FreeList('things', 2, function (a, b) { return { number: ++made, given: [a, b] }; });
console.log(list.name, list.max, list.list.length);
var one = list.alloc(1, 2), two = list.alloc(), three = list.alloc();
console.log(made, one.given, two.given.length);
list.free(one);
list.free(two);
list.free(three);
console.log(list.list.length, list.alloc() === one, list.alloc() === two, list.alloc().number, list.list.length);
