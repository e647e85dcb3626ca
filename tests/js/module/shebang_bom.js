#!/usr/bin/env node
// Line numbers stay right after the first line became a comment.
console.log(new Error('x').stack.split('\n')[1].replace(/.*:(\d+):\d+\)?$/, 'line $1'));
console.log(require('./fixtures/bom').a, require('./fixtures/bom_json').a);
