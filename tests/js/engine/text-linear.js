// Each of these looks at the text from where it stands; from the beginning each time they take minutes.
function count(name, body) { console.log(name, body()); }
var lines = '';
for (var i = 0; i < 100000; i++) lines += 'line ' + i + '\n';
[['Latin-1', lines], ['UTF-16', lines + '\u20ac']].forEach(function (row) {
    var name = row[0], text = row[1];
    count(name + ' indexOf', function () {
        var n = 0;
        for (var at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) n++;
        return n;
    });
    count(name + ' lastIndexOf', function () {
        var n = 0;
        for (var at = text.lastIndexOf('\n'); at >= 0; at = text.lastIndexOf('\n', at - 1)) n++;
        return n;
    });
    count(name + ' exec', function () {
        var word = /\w+/g, n = 0;
        while (word.exec(text)) n++;
        return n;
    });
    count(name + ' sticky', function () {
        var token = /(\w+)|\s/y, n = 0;
        while (token.test(text)) n++;
        return n;
    });
    count(name + ' split', function () { return text.split('\n').length + text.split(/\r?\n/).length; });
    count(name + ' match', function () { return text.match(/\d+/g).length; });
    count(name + ' matchAll', function () { return [...text.matchAll(/\d(?=\n)/g)].length; });
    count(name + ' replace', function () {
        return text.replace(/\n/g, '\r\n').length + text.replace(/\d+/g, function (d) { return d.length; }).length;
    });
    count(name + ' replaceAll', function () { return text.replaceAll('\n', '').length; });
    count(name + ' search', function () { return text.search(/line 99999/) + ',' + /^x/.test(text); });
    count(name + ' lazy', function () { return text.replace(/\n/g, ' ').replace(/l.*?e/g, '').length; });
    count(name + ' chars', function () {
        var sum = 0;
        for (var i = 0; i < text.length; i++) sum += text.charCodeAt(i) + text[i].length + text.charAt(i).length;
        return sum;
    });
});
