// Templates of 2010: locals inherit from helpers, helpers from what the request brought, at each rendering again.
var helpers = { upper: function (s) { return s.toUpperCase(); }, name: 'helpers' };

function render(locals, dynamic) {
  helpers.__proto__ = dynamic;
  locals
    .__proto__ = helpers;
  return locals.upper(locals.title) + ' ' + locals.user + ' ' + locals.name;
}

var kept = { title: 'kept' };
console.log(render({ title: 'a' }, { user: 'one' }));
console.log(render({ title: 'b' }, { user: 'two' }));
console.log(render(kept, { user: 'three' }));
console.log(render(kept, { user: 'four', toString: null, f: function () { throw new Error('called'); } }));

// The place of an error on such a line is that of the text as it stands.
var missing;
try {
  kept.__proto__ = missing.prototype;
} catch (error) {
  console.log(/(\d+):(\d+)\)?$/.exec(error.stack)[0]);
}
console.log(String(function (o) { return o.__proto__ == helpers; }));
