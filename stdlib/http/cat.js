'use strict';
// http.cat(url, [encoding='utf8'], [headers], callback): the body of what is at the URL.
exports.cat = function (http, url, encoding, headers, callback) {
  const match = /^http:\/\/(?:[^\/?#@]*@)?(\[[^\]]*\]|[^\/?#:]+)(?::(\d+))?([^#]*)/.exec(url);
  if (!match) throw new Error('http.cat() needs an http URL, not ' + url);
  let sent = {}, hasHost = false, done = false, content = '';
  for (const name in headers) {
    sent[name] = headers[name];
    hasHost = hasHost || name.toLowerCase() === 'host';
  }
  if (!hasHost) sent.Host = match[1] + (match[2] && match[2] !== '80' ? ':' + match[2] : '');
  const path = match[3].charAt(0) === '/' ? match[3] : '/' + match[3];
  function finish(error, value) {
    if (done) return;
    done = true;
    if (callback) callback(error, value);
  }
  const client = http.createClient(match[2] || 80, match[1].replace(/^\[|\]$/g, ''));
  client.on('error', finish);
  client.on('close', () => { finish(new Error('Connection closed unexpectedly')); });
  const request = client.request('GET', path, sent);
  request.on('response', (response) => {
    if (response.statusCode < 200 || response.statusCode >= 300) {
      client.end();
      return finish(response.statusCode);
    }
    response.setEncoding(encoding);
    response.on('data', (chunk) => { content += chunk; });
    response.on('end', () => { finish(null, content); });
  });
  request.end();
};
