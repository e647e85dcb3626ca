console = undefined;
throw new Error('thrown here');
