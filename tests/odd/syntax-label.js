a: while (1) { break b; }
