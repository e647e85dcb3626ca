function* g() { try { yield 1; } finally { throw new Error('yielded'); } }
for (var x of g()) break;
