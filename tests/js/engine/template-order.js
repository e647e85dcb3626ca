// A template's value becomes a string before the next one is evaluated.
var said = [];
function value(n, throws) {
  said.push('value ' + n);
  return { toString: function () { said.push('text ' + n); if (throws) throw new Error('no text'); return 'T' + n; } };
}
function tell(what) { console.log(what + ': ' + said.join(', ')); said = []; }

tell(`${value(1)}${value(2)}-${value(3)}`);
try { `${value(1, true)}${value(2)}`; } catch (error) { tell(error.message); }
try { `${Symbol('s')}${value(2)}`; } catch (error) { tell(error.name); }
try { `${value(1)}${Object.create(null)}${value(3)}`; } catch (error) { tell(error.name); }
function* generator() { try { return `${value(1, true)}${yield 1}`; } catch (error) { return error.message; } }
console.log(JSON.stringify(generator().next()));
tell('generator');
(function () { var x = 1; tell(`${x}${x = value(2)}${x}`); })();
(async function () { tell(`${value(1)}${await 2}`); })();
console.log(`${1}${null}${1n}${[1, [2]]}${'s'}`);
