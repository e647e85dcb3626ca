console.assert(true, 'never');
console.assert(1);
try { console.assert(false, 'sum is %d', 5); } catch (e) { console.log(e instanceof Error, e.message); }
try { console.assert(0); } catch (e) { console.log(e.message); }
