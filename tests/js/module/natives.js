// process.binding('natives'): libraries look there which built-in modules there are.
var natives = process.binding('natives');
console.log('%s %s %s', typeof natives.util, typeof natives.sys, typeof natives.nowhere);
console.log('%s', process.binding('natives') === natives);
var module = { exports: {} };
new Function('module', 'require', natives.path)(module, require);
console.log('%s', module.exports === require('path'));
