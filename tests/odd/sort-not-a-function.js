try { [2, 1].sort(42); } catch (e) {}
try { [2, 1].sort(null); } catch (e) {}
console.log('sorted');
