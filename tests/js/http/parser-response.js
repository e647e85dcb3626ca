// HTTPParser reads responses: the end of each body, answers to HEAD, the end of the connection.
var HTTPParser = process.binding('http_parser').HTTPParser;
var parser = new HTTPParser('response'), log = [], head = false;
function piece(name) {
  return function (buffer, offset, length) { log.push(name + buffer.slice(offset, offset + length).toString('binary')); };
}
parser.onHeaderField = piece('');
parser.onHeaderValue = piece('=');
parser.onBody = piece('body ');
parser.onHeadersComplete = function (info) { log.push(JSON.stringify(info)); return head; };
parser.onMessageComplete = function () { log.push('complete'); };
function execute(text) {
  var buffer = new Buffer(text, 'binary'), result = parser.execute(buffer, 0, buffer.length);
  console.log(log.join(' | ') + ' => ' + (result instanceof Error ? result.message + ': ' + result.reason : result));
  log = [];
}
function finish() {
  var result = parser.finish();
  console.log(log.join(' | ') + ' => ' + (result instanceof Error ? result.message + ': ' + result.reason : result));
  log = [];
}
execute('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: \xe9\r\n\r\nhiHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n');
head = true;
execute('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nHTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n');
head = false;
execute('HTTP/1.0 200 OK\r\n\r\nto the ');
execute('end');
finish();
finish();
parser.reinitialize('response');
execute('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nraw');
parser.reinitialize('response');
execute('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na');
finish();
parser.reinitialize('response');
execute('SSH-2.0\r\n');
