var names = ['Object', 'Array', 'Function', 'Error', 'TypeError', 'String', 'Number', 'JSON', 'Promise', 'Symbol', 'Map', 'Buffer', 'Uint8Array', 'RegExp', 'Date', 'Math'];
for (var i = 0; i < names.length; i++) { try { global[names[i]] = undefined; } catch (e) {} }
process.nextTick(function () {});
setTimeout(function () {}, 1);
process.stdout.write('ended\n');
