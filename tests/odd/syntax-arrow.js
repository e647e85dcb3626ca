var f = (a, 1) => a;
