throw { get stack() { throw new Error('looked'); } };
