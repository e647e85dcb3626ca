// An assertion that nobody catches is reported with its place.
require('assert').equal(1 + 1, 3, 'sum');
