// Declarations as npm and browserify wrote them, with the comma first on its line.
const fs = require('fs')
    , path = require('path') // a comment
    /* and another */ , sep = path.sep
let a = 1
  , b = function () {
      const c = [ 1
                , 2 ]
          , d = { e: 3
                , f: 4 }
      return c.length + d.f
    }
  , g
for (let i = 0
       , n = 2; i < n; i++) console.log(i)
console.log(typeof fs.stat, sep, a, b(), g)
