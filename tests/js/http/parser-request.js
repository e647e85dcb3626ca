// process.binding('http_parser').HTTPParser reads requests: every callback, with the Buffer that was given.
var HTTPParser = process.binding('http_parser').HTTPParser;
var parser = new HTTPParser('request');
var names = ['onURL', 'onPath', 'onQueryString', 'onFragment', 'onHeaderField', 'onHeaderValue', 'onBody'];
var given;
names.forEach(function (name) {
  parser[name] = function (buffer, offset, length) {
    console.log(name + (buffer === given ? '' : ' (all of the head)') + ': ' + JSON.stringify(buffer.asciiSlice(offset, offset + length)));
  };
});
parser.onMessageBegin = function () { console.log('onMessageBegin', this === parser, arguments.length); };
parser.onMessageComplete = function () { console.log('onMessageComplete'); };
parser.onHeadersComplete = function (info) { console.log('onHeadersComplete ' + JSON.stringify(info)); };

function execute(text) {
  // Not at the beginning of the Buffer.
  given = new Buffer('????' + text + '!!');
  console.log('= ' + parser.execute(given, 4, text.length) + ' of ' + text.length);
}
execute('GET /a/b?c=d&e#f HTTP/1.1\r\nHost: h\r\nX-Empty:\r\nX-Y:  v w \r\n\r\n');
execute('\r\nPOST http://h:80/p HTTP/1.0\r\nContent-Length: 5\r\n\r\nhel');
execute('lo');
execute('PUT /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\nX-Sum: 5\r\n\r\nOPTIONS * HTTP/1.1\r\nConnection: close\r\n\r\n');
console.log('-- in pieces');
execute('REPORT /r HT');
execute('TP/1.1\r\nA: ');
execute('b\r\n\r\nGET /next HTTP/1.1\r\n\r\n');
console.log('finish:', parser.finish());
console.log('-- another protocol');
execute('GET /chat HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\nraw bytes');
execute('more raw bytes');
parser.reinitialize('request');
execute('CONNECT host:443 HTTP/1.1\r\n\r\nraw');
