class A { static x = (function () { throw new Error('static'); })(); }
