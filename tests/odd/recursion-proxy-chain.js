var o = {};
Object.setPrototypeOf(o, new Proxy(o, {}));
o.x;
