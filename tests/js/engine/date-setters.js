// Setters of local time in the hours around a change of the clocks (Europe/Berlin: 2021-03-28 02:00 skipped, 2021-10-31 02:00 twice).
function at(month, day, hour) { return new Date(Date.UTC(2021, month, day, hour)); }
[[2, 28], [9, 31], [5, 15]].forEach(function (date) {
  var told = [];
  for (var hour = 0; hour < 6; hour++) {
    var d = at(date[0], date[1], 12);
    d.setHours(hour, 30);
    told.push(d.toISOString().slice(5, 16));
  }
  console.log(told.join(' '));
});
var d = at(2, 27, 1); d.setDate(28); console.log(d.toISOString());
d = at(2, 28, 0); d.setMinutes(90); console.log(d.toISOString());
d = at(9, 31, 0); d.setMinutes(45); console.log(d.toISOString());
d = at(9, 31, 1); d.setSeconds(5); console.log(d.toISOString());
d = at(0, 31, 1); d.setMonth(2, 28); console.log(d.toISOString());
d = at(2, 28, 1); d.setFullYear(2020); console.log(d.toISOString());
d = at(2, 28, 5); d.setMilliseconds(7); console.log(d.toISOString());
