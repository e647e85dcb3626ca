throw Object.freeze(new Error('thrown here'));
