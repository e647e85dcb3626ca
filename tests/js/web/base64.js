// atob and btoa.
function show() { console.log('%s', [].slice.call(arguments).map(String).join(' ')); }
show(btoa(''), btoa('a'), btoa('ab'), btoa('abc'), btoa('\xff\x00é'), btoa(null), btoa(12));
show(JSON.stringify([atob(''), atob('YQ=='), atob('YQ'), atob(' Y W I = \n'), atob('YWJj'), atob('/wDp')]));
['Y', 'YQ=', 'YQ===', 'Y*==', 'YQ==YQ==', '-_', 'é', '====', '€'].forEach(function (text) {
  try { show(JSON.stringify(atob(text))); } catch (error) { show(error.name, error.code, error instanceof DOMException, error instanceof Error); }
});
try { btoa('€'); } catch (error) { show(error.name, error.code); }
try { btoa(); } catch (error) { show(error.name); }
