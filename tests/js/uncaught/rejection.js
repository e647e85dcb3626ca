async function f() { await 1; undefinedFunction(); }
f();
