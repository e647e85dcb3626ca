// Local time in the zones of each run: what a text without a zone means, which day it is, what is printed.
function show(text) {
  var date = new Date(text);
  console.log(text + ' -> ' + date.getTime() + ' ' + (date.getTime() === Date.parse(text)) + ' ' + date.toTimeString().slice(0, 17));
}
['2010-08-20', '2010-08-20T10:00', '2010/01/20', 'Aug 20, 2010', 'Fri Aug 20 10:00:00 2010', 'Friday, 20-Aug-10 10:00:00 GMT',
 'Fri Aug 20 2010 10:00:00 GMT+0200 (CEST)', '2010-03-14 01:59', '2010-03-14 02:30', '2010-03-14 03:00', '2010-11-07 00:30',
 '2010-11-07 01:30', '2010-11-07 02:30', '2010-03-28 02:30', '2010-10-31 02:30', '2010-10-31 03:30'].forEach(show);
console.log(new Date(2010, 2, 14, 2, 30).getTime(), new Date(2010, 10, 7, 1, 30).getTime(), new Date(2010, 9, 31, 2, 30).getTime());
var date = new Date(1282298400000);
console.log(date.toDateString(), '|', date.toLocaleString(), '|', date.toLocaleDateString(), '|', date.toLocaleTimeString());
console.log(new Date(0).toLocaleString(), '|', new Date(43200000).toLocaleTimeString(), '|', new Date(-1e14).toLocaleDateString());
console.log(date.getTimezoneOffset(), Date.parse(date.toString()) === date.getTime(), Date.parse(date.toUTCString()) === date.getTime());
