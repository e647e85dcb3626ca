// An expression that a program changed does what it says, one that it did not change is only faster.
function show() { console.log([].map.call(arguments, String).join(' | ')); }
var exec = RegExp.prototype.exec;
show('xax'.replace(/a/g, '[$&]'), 'a1b2'.split(/\d/), 'aXa'.match(/a/g), 'xa'.search(/a/), /a/.test('a'));
RegExp.prototype.exec = function (text) {
    var found = exec.call(this, text);
    if (found) found[0] = found[0].toUpperCase();
    return found;
};
show('xax'.replace(/a/g, '[$&]'), 'a1b2'.split(/\d/), 'aXa'.match(/a/g), 'xa'.search(/a/), /a/.test('a'));
RegExp.prototype.exec = function () { return null; };
show('xax'.replace(/a/g, '[$&]'), 'a1b2'.split(/\d/), 'aXa'.match(/a/g), 'xa'.search(/a/), /a/.test('a'));
RegExp.prototype.exec = exec;
show('xax'.replace(/a/g, '[$&]'), 'a1b2'.split(/\d/), 'aXa'.match(/a/g), 'xa'.search(/a/), /a/.test('a'));
var global = Object.getOwnPropertyDescriptor(RegExp.prototype, 'global');
Object.defineProperty(RegExp.prototype, 'global', { get: function () { return false; }, configurable: true });
show('aa'.replace(/a/g, 'b'), /a/g.flags);
Object.defineProperty(RegExp.prototype, 'global', global);
show('aa'.replace(/a/g, 'b'), /a/g.flags);
// One that changes while it is used.
var own = /a/g;
show('aaa'.replace(own, function (found, at) { own.lastIndex = 7; own.compile('b'); return at; }), own.lastIndex, own);
var frozen = Object.freeze(/a/g);
['test', 'exec'].forEach(function (name) {
    try { show(frozen[name]('a')); } catch (error) { show(error.name); }
});
try { show('a'.replace(frozen, 'b')); } catch (error) { show(error.name); }
show('a'.replace(Object.freeze(/a/), 'b'));
// One of another kind.
class Loud extends RegExp {
    exec(text) { show('exec', text, this.lastIndex); return super.exec(text); }
}
show('aba'.replace(new Loud('a', 'g'), 'c'), new Loud('b').test('ab'), 'a,b'.split(new Loud(',')));
var index = /a/g;
index.lastIndex = { valueOf: function () { show('valueOf'); return 1; } };
show(index.test('aba'), index.lastIndex);
index.lastIndex = 1.7;
show(index.exec('aba').index, index.lastIndex);
index.lastIndex = -1;
show(index.exec('aba').index, index.lastIndex);
RegExp.prototype.constructor = undefined;
show('a1b'.split(/\d/));
