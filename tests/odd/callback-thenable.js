Promise.resolve({ then: function () { throw new Error('thrown here'); } });
