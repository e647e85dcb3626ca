var e = new Error('x');
e.stack = 42;
throw e;
