require('sys').print('String with no newline');
