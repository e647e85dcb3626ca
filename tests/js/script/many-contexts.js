// More contexts than are kept at hand: each goes on where it was.
var vm = require('vm');
var contexts = [], i, round;
for (i = 0; i < 30; i++) contexts.push(vm.createContext({ n: i, tag: function (strings) { return strings[0]; } }));
var script = new vm.Script('n += 1; made = new Made(n)');
for (i = 0; i < 30; i++) vm.runInContext('let seen = 0; function Made(n) { this.n = n; seen++ } class K { now() { return seen } }', contexts[i]);
for (round = 0; round < 3; round++) {
  for (i = 0; i < 30; i++) {
    script.runInContext(contexts[i]);
    if (vm.runInContext('tag`' + round + '-' + i + '`', contexts[i]) !== round + '-' + i) console.log('wrong template');
  }
}
console.log(contexts.every(function (context, i) { return context.n === i + 3 && context.made.n === context.n; }));
console.log(vm.runInContext('new K().now() + " " + (made instanceof Made)', contexts[7]));
new contexts[3].Made(1);
console.log(vm.runInContext('seen', contexts[3]));
