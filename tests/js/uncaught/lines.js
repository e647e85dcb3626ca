throw new Error('line one\nline two\nline three');
