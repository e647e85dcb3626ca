var first = new Error('first'), second = new Error('second', { cause: first });
first.cause = second;
throw second;
