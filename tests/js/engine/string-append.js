// Appending is linear: with a copy at each step the million steps take minutes.
var text = '';
for (var i = 0; i < 1000000; i++) text += String.fromCharCode(97 + i % 26);
console.log(text.length, text.slice(0, 5), text.slice(-5));

// Also when the text is looked at between the steps, and in the other direction.
var read = '', sum = 0;
for (i = 0; i < 500000; i++) {
    read += i % 10;
    sum += read.charCodeAt(i) + read.length + read[i >> 1].length;
}
console.log(read.length, sum);
var front = '';
for (i = 0; i < 200000; i++) front = i % 10 + front;
console.log(front.length, front.slice(0, 12), front.slice(-3));

// What was appended to keeps its text, whoever appends to it next.
var base = 'x'.repeat(2000);
var one = base + '1', two = one + '2', three = one + '3', wide = one + '\u20ac';
console.log([base, one, two, three, wide].map(function (s) { return s.length + s.slice(1999); }).join(' '));
console.log(two + '!' === one + '2!', wide.charCodeAt(2001), { [two]: 'key' }[base + '12']);

// A text that eats itself keeps no chain of slices.
var rest = text;
while (rest.length > 10) rest = rest.slice(7);
console.log(rest);

// As long as V8's strings, and not longer.
var huge = 'ab';
try {
    for (;;) huge += huge;
} catch (error) {
    console.log(String(error), huge.length);
}
try { `${huge}${huge}`; } catch (error) { console.log(String(error)); }
try { huge.concat(huge, huge); } catch (error) { console.log(String(error)); }

// A template is a sum, too.
var html = '';
for (i = 0; i < 100000; i++) html = `${html}<li>${i}</li>`;
console.log(html.length, html.slice(-14));
