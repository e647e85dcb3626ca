// What is no Error but has a name and a message is reported by them.
throw { name: 'MyCustomError', message: 'This is a custom message' };
