process.compile('var a = 1;\n\n  missing(a);', 'not-there.js');
