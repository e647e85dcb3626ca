require('./lib/bad');
