// performance.mark and measure.
var mark = performance.mark('a', { startTime: 1, detail: { x: 1 } });
performance.mark('b', { startTime: 5 });
var measure = performance.measure('m', 'a', 'b');
console.log('%s', [mark.name, mark.entryType, mark.startTime, mark.duration, mark.detail.x, measure.startTime, measure.duration].join());
function names() { return performance.getEntries().map(function (entry) { return entry.name; }).join(); }
console.log('%s', names(), performance.getEntriesByName('a').length, performance.getEntriesByType('measure').length, JSON.stringify(measure));
performance.clearMarks('a');
performance.clearMeasures();
console.log('%s', names(), mark);
try { performance.measure('x', 'nope'); } catch (e) { console.log('%s', e.name, e.message); }
measure = performance.measure('x', { start: 2, duration: 3, detail: 'd' });
console.log('%s', [measure.startTime, measure.duration, measure.detail, performance.measure('y').startTime, performance.mark('now').startTime > 0].join());
