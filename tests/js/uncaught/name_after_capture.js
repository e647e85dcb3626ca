function MyError(m) { Error.call(this); Error.captureStackTrace(this, MyError); this.message = m; this.name = 'MyError'; }
require('sys').inherits(MyError, Error);
throw new MyError('inherited');
