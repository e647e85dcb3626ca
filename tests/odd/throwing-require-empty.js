require('');
