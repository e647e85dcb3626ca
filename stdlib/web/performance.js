'use strict';
// The marks and measures of performance.
const { DOMException } = require('web/events'), { custom } = natives;
let entries = [];

class PerformanceEntry {
  #entry;
  constructor(entry) { this.#entry = entry; }
  get name() { return this.#entry.name; }
  get entryType() { return this.#entry.entryType; }
  get startTime() { return this.#entry.startTime; }
  get duration() { return this.#entry.duration; }
  get detail() { return this.#entry.detail; }
  toJSON() { return { ...this.#entry }; }
  [custom](depth, options, inspect) { return `${this.constructor.name} ${inspect(this.#entry, options)}`; }
}
class PerformanceMark extends PerformanceEntry {}
class PerformanceMeasure extends PerformanceEntry {}
for (const { name, prototype } of [PerformanceEntry, PerformanceMark, PerformanceMeasure]) {
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
}

function record(Class, name, entryType, startTime, duration, detail) {
  const entry = new Class({ name, entryType, startTime, duration, detail: detail === undefined ? null : structuredClone(detail) });
  let at = entries.length;
  while (at > 0 && entries[at - 1].startTime > startTime) at--;
  entries.splice(at, 0, entry);
  return entry;
}

// A time, or the time of the last mark of that name.
function timeOf(at) {
  if (typeof at === 'number') return at;
  const mark = entries.findLast((entry) => entry.entryType === 'mark' && entry.name === `${at}`);
  if (!mark) throw new DOMException(`The "${at}" performance mark has not been set`, 'SyntaxError');
  return mark.startTime;
}

function clear(entryType, name) {
  entries = entries.filter((entry) => entry.entryType !== entryType || name !== undefined && entry.name !== `${name}`);
}

Object.assign(exports, {
  mark(name, options) {
    const { startTime = performance.now(), detail } = options || {};
    return record(PerformanceMark, `${name}`, 'mark', startTime, 0, detail);
  },
  measure(name, startOrOptions, endMark) {
    const options = startOrOptions !== null && typeof startOrOptions === 'object' ? startOrOptions : { start: startOrOptions, end: endMark };
    let { start, end, duration } = options;
    if (end !== undefined) end = timeOf(end);
    else if (start !== undefined && duration !== undefined) end = timeOf(start) + duration;
    else end = performance.now();
    if (start !== undefined) start = timeOf(start);
    else start = duration !== undefined ? end - duration : 0;
    return record(PerformanceMeasure, `${name}`, 'measure', start, end - start, options.detail);
  },
  getEntries() { return entries.slice(); },
  getEntriesByName(name, type) {
    return entries.filter((entry) => entry.name === `${name}` && (type === undefined || entry.entryType === type));
  },
  getEntriesByType(type) { return entries.filter((entry) => entry.entryType === type); },
  clearMarks(name) { clear('mark', name); },
  clearMeasures(name) { clear('measure', name); }
});
