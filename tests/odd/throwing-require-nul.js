require('./a\0b');
