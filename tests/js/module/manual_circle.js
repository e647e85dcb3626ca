// The manual, Modules: foo.js requires circle.js.
var circle = require('./fixtures/circle');
console.log( 'The area of a circle of radius 4 is '
            + circle.area(4));
console.log(circle.circumference(1));
