class MyError extends Error { constructor(m) { super(m); this.name = 'MyError'; this.code = 'E_MY'; } }
throw new MyError('mine');
