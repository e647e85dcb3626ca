function where() { console.trace('here %d', 1); }
where();
console.trace();
