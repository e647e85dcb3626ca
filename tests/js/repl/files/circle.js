#!/usr/bin/env noderu
function area(r) {
  return 3.14159 * r * r;
}
let loaded = true;
'loaded';
