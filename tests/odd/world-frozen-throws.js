Object.freeze(Object.prototype); Object.freeze(Error.prototype); Object.freeze(process);
throw new Error('thrown here');
