'use strict';
// http.cat(url, [encoding='utf8'], [headers], callback): the body of what is at the URL.
exports.cat = function (http, url, encoding, headers, callback) {
  const { protocol, hostname, port, pathname, search } = require('url').parse(String(url));
  if (protocol !== 'http:' || !hostname) throw new Error('http.cat() needs an http URL, not ' + url);
  const sent = {};
  let hasHost = false, done = false, content = '';
  for (const name in headers) {
    sent[name] = headers[name];
    hasHost = hasHost || name.toLowerCase() === 'host';
  }
  const host = hostname.indexOf(':') < 0 ? hostname : '[' + hostname + ']';
  if (!hasHost) sent.Host = port && port !== '80' ? host + ':' + port : host;
  function finish(error, value) {
    if (done) return;
    done = true;
    if (callback) callback(error, value);
  }
  const client = http.createClient(port || 80, hostname);
  client.on('error', finish);
  client.on('close', () => { finish(new Error('Connection closed unexpectedly')); });
  const request = client.request('GET', (pathname || '/') + (search || ''), sent);
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
