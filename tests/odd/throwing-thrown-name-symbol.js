var e = new Error('x');
e.name = Symbol('s');
throw e;
