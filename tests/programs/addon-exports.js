// What the chapter's addon exports, in JavaScript.
exports.hello = 'world';
console.log(this.hello + ' ' + module.exports.hello);
