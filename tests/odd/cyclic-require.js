exports.early = 1;
var me = require('./cyclic-require');
console.log('ended ' + me.early);
