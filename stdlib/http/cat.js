// http.cat(url, [encoding='utf8'], [headers], callback): the body of what is at the URL.
(function (http, url, encoding, headers, callback) {
  var match = /^http:\/\/(?:[^\/?#@]*@)?(\[[^\]]*\]|[^\/?#:]+)(?::(\d+))?([^#]*)/.exec(url);
  if (!match) throw new Error('http.cat() needs an http URL, not ' + url);
  var sent = {}, hasHost = false, done = false, content = '';
  for (var name in headers) {
    sent[name] = headers[name];
    hasHost = hasHost || name.toLowerCase() === 'host';
  }
  if (!hasHost) sent.Host = match[1] + (match[2] && match[2] !== '80' ? ':' + match[2] : '');
  var path = match[3].charAt(0) === '/' ? match[3] : '/' + match[3];
  function finish(error, value) {
    if (done) return;
    done = true;
    if (callback) callback(error, value);
  }
  var client = http.createClient(match[2] || 80, match[1].replace(/^\[|\]$/g, ''));
  client.on('error', finish);
  client.on('close', function () { finish(new Error('Connection closed unexpectedly')); });
  var request = client.request('GET', path, sent);
  request.on('response', function (response) {
    if (response.statusCode < 200 || response.statusCode >= 300) {
      client.end();
      return finish(response.statusCode);
    }
    response.setEncoding(encoding);
    response.on('data', function (chunk) { content += chunk; });
    response.on('end', function () { finish(null, content); });
  });
  request.end();
})
