// NODE_DEBUG, a hexadecimal number: its lowest bit asks for what the loader does, on standard error.
require('./fixtures/plain');
require('./fixtures/plain');
try { require('nowhere'); } catch (error) { console.log('%s', error.message); }
