Error.stackTraceLimit = { valueOf: function () { throw new Error('limit'); } };
throw new Error('thrown here');
