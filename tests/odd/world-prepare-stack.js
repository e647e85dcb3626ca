Error.prepareStackTrace = function () { throw new Error('prepared'); };
Error.stackTraceLimit = -1;
throw new Error('thrown here');
