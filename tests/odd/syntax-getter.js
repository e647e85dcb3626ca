var a = { get x(y) { return y; } };
