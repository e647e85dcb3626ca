var names = ['Object', 'Array', 'Function', 'Error', 'TypeError', 'String', 'JSON', 'Promise', 'Symbol'];
for (var i = 0; i < names.length; i++) global[names[i]] = undefined;
setTimeout(function () { null.x; }, 1);
