'use strict';
// URL and URLSearchParams (URL Standard, section 6), and the functions of later releases' url that need them.
const { parse, get, set, pairs, text, usv, toASCII, toUnicode, custom } = natives;
let own, refill, listOf, isURL;

class URLSearchParams {
  #list = [];
  #url = null;
  static {
    own = (params, url) => { params.#url = url; };
    refill = (params, query) => { params.#list = pairs(query); };
    listOf = (params) => params.#list;
  }

  constructor(init) {
    if (init === undefined || init === null) return;
    if (typeof init !== 'object' && typeof init !== 'function') {
      const query = String(init);
      this.#list = pairs(query.charAt(0) === '?' ? query.slice(1) : query);
      return;
    }
    const iterator = init[Symbol.iterator];
    if (iterator === undefined || iterator === null) {
      for (const key of Reflect.ownKeys(init)) {
        if (Object.prototype.propertyIsEnumerable.call(init, key)) this.#list.push([usv(key), usv(init[key])]);
      }
      return;
    }
    if (typeof iterator !== 'function') throw coded('ERR_ARG_NOT_ITERABLE', 'Query pairs must be iterable');
    for (const pair of init) {
      const both = pair === null || typeof pair !== 'object' && typeof pair !== 'function' ? [] : Array.from(pair);
      if (both.length !== 2) throw coded('ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
      this.#list.push([usv(both[0]), usv(both[1])]);
    }
  }

  #changed() { if (this.#url) set(this.#url, 'search', text(this.#list)); }

  get size() { return this.#list.length; }
  append(name, value) {
    needs(arguments, 'name', 'value');
    this.#list.push([usv(name), usv(value)]);
    this.#changed();
  }
  delete(name, value) {
    needs(arguments, 'name');
    name = usv(name);
    const any = value === undefined;
    if (!any) value = usv(value);
    this.#list = this.#list.filter((pair) => pair[0] !== name || !any && pair[1] !== value);
    this.#changed();
  }
  get(name) {
    needs(arguments, 'name');
    name = usv(name);
    const found = this.#list.find((pair) => pair[0] === name);
    return found ? found[1] : null;
  }
  getAll(name) {
    needs(arguments, 'name');
    name = usv(name);
    return this.#list.filter((pair) => pair[0] === name).map((pair) => pair[1]);
  }
  has(name, value) {
    needs(arguments, 'name');
    name = usv(name);
    if (value !== undefined) value = usv(value);
    return this.#list.some((pair) => pair[0] === name && (value === undefined || pair[1] === value));
  }
  set(name, value) {
    needs(arguments, 'name', 'value');
    name = usv(name);
    const first = this.#list.find((pair) => pair[0] === name);
    if (first) {
      first[1] = usv(value);
      this.#list = this.#list.filter((pair) => pair === first || pair[0] !== name);
    } else {
      this.#list.push([name, usv(value)]);
    }
    this.#changed();
  }
  sort() {
    this.#list.sort((a, b) => a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
    this.#changed();
  }
  forEach(callback, self) {
    if (typeof callback !== 'function') throw wrong('callback', 'of type function', callback);
    for (let i = 0; i < this.#list.length; i++) callback.call(self, this.#list[i][1], this.#list[i][0], this);
  }
  entries() { return new Cursor(this, (pair) => [pair[0], pair[1]]); }
  keys() { return new Cursor(this, (pair) => pair[0]); }
  values() { return new Cursor(this, (pair) => pair[1]); }
  toString() { return text(this.#list); }
  [custom](depth, options, inspect) {
    if (depth !== null && depth < 0) return '[Object]';
    return braced('URLSearchParams', this.#list.map(([name, value]) => inspect(name) + ' => ' + inspect(value)));
  }
}
Object.defineProperty(URLSearchParams.prototype, Symbol.iterator,
  { value: URLSearchParams.prototype.entries, writable: true, configurable: true });

// Sees what is added while it is on its way, as the standard's iterators do.
class Cursor {
  #params;
  #pick;
  #at = 0;
  constructor(params, pick) {
    listOf(params);
    this.#params = params;
    this.#pick = pick;
  }
  next() {
    const list = listOf(this.#params);
    return this.#at < list.length ? { value: this.#pick(list[this.#at++]), done: false } : { value: undefined, done: true };
  }
  [custom](depth, options, inspect) {
    if (depth !== null && depth < 0) return '[Object]';
    return braced('URLSearchParams Iterator', listOf(this.#params).slice(this.#at).map((pair) => inspect(this.#pick(pair))));
  }
}
delete Cursor.prototype.constructor;
Object.setPrototypeOf(Cursor.prototype, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
Object.defineProperty(Cursor.prototype, Symbol.toStringTag, { value: 'URLSearchParams Iterator', configurable: true });

function braced(name, pieces) {
  if (pieces.length === 0) return name + ' {}';
  const line = `${name} { ${pieces.join(', ')} }`;
  return line.length <= 76 ? line : `${name} {\n  ${pieces.join(',\n  ')} }`;
}

function needs(args, ...names) {
  if (args.length >= names.length) return;
  const quoted = names.map((name) => `"${name}"`).join(' and ');
  throw coded('ERR_MISSING_ARGS', `The ${quoted} ${names.length > 1 ? 'arguments' : 'argument'} must be specified`);
}

function wrong(name, expected, value) {
  let got = String(value);
  if (typeof value === 'function') got = `function ${value.name}`;
  else if (typeof value === 'object' && value !== null) got = 'an instance of ' + (value.constructor && value.constructor.name || 'Object');
  else if (value !== undefined && value !== null) got = `type ${typeof value} (${typeof value === 'string' ? `'${value}'` : String(value)})`;
  return coded('ERR_INVALID_ARG_TYPE', `The "${name}" argument must be ${expected}. Received ${got}`);
}

function record(url, base) {
  url = usv(url);
  base = base === undefined ? undefined : usv(base);
  const made = parse(url, base);
  if (made !== undefined) return made;
  const error = coded('ERR_INVALID_URL', 'Invalid URL');
  error.input = url;
  if (base !== undefined) error.base = base;
  throw error;
}

class URL {
  #record;
  #params = null;
  constructor(url, base) {
    needs(arguments, 'url');
    this.#record = record(url, base);
  }
  static canParse(url, base) {
    needs(arguments, 'url');
    return parse(usv(url), base === undefined ? undefined : usv(base)) !== undefined;
  }
  static parse(url, base) {
    needs(arguments, 'url');
    url = usv(url);
    base = base === undefined ? undefined : usv(base);
    return URL.canParse(url, base) ? new URL(url, base) : null;
  }
  static { isURL = (value) => value !== null && typeof value === 'object' && #record in value; }

  #set(part, value) {
    if (!set(this.#record, part, usv(value))) record(value);
    if (this.#params && (part === 'search' || part === 'href')) refill(this.#params, get(this.#record, 'search').slice(1));
  }
  get href() { return get(this.#record, 'href'); }
  set href(value) { this.#set('href', value); }
  get origin() { return get(this.#record, 'origin'); }
  get protocol() { return get(this.#record, 'protocol'); }
  set protocol(value) { this.#set('protocol', value); }
  get username() { return get(this.#record, 'username'); }
  set username(value) { this.#set('username', value); }
  get password() { return get(this.#record, 'password'); }
  set password(value) { this.#set('password', value); }
  get host() { return get(this.#record, 'host'); }
  set host(value) { this.#set('host', value); }
  get hostname() { return get(this.#record, 'hostname'); }
  set hostname(value) { this.#set('hostname', value); }
  get port() { return get(this.#record, 'port'); }
  set port(value) { this.#set('port', value); }
  get pathname() { return get(this.#record, 'pathname'); }
  set pathname(value) { this.#set('pathname', value); }
  get search() { return get(this.#record, 'search'); }
  set search(value) { this.#set('search', value); }
  get hash() { return get(this.#record, 'hash'); }
  set hash(value) { this.#set('hash', value); }
  get searchParams() {
    if (!this.#params) {
      this.#params = new URLSearchParams(this.search);
      own(this.#params, this.#record);
    }
    return this.#params;
  }
  toString() { return this.href; }
  toJSON() { return this.href; }
  [custom](depth, options, inspect) {
    if (depth !== null && depth < 0) return '[Object]';
    const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } = this;
    const shown = { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash };
    return `${this.constructor && this.constructor.name || 'URL'} ${inspect(shown, options)}`;
  }
}

// Attributes and methods show in `for in`, as the standard has them.
for (const type of [URL, URLSearchParams]) {
  for (const name of Object.getOwnPropertyNames(type.prototype)) {
    if (name !== 'constructor') Object.defineProperty(type.prototype, name, { enumerable: true });
  }
  Object.defineProperty(type.prototype, Symbol.toStringTag, { value: type.name, configurable: true });
}

function fileURLToPath(url) {
  if (typeof url !== 'string' && !isURL(url)) throw wrong('path', 'of type string or an instance of URL', url);
  if (typeof url === 'string') url = new URL(url);
  if (url.protocol !== 'file:') throw coded('ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (url.hostname !== '') {
    throw coded('ERR_INVALID_FILE_URL_HOST', `File URL host must be "localhost" or empty on ${process.platform}`);
  }
  if (/%2f/i.test(url.pathname)) {
    throw coded('ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  }
  return decodeURIComponent(url.pathname);
}

function pathToFileURL(path) {
  if (typeof path !== 'string') throw wrong('path', 'of type string', path);
  const resolved = require('path').resolve(path) + (/\/$/.test(path) && path !== '/' ? '/' : '');
  const escape = (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
  return new URL('file://' + resolved.replace(/[%\\\n\r\t?#~[\]|^]/g, escape));
}

// The options of `http.request` that a URL means.
function urlToHttpOptions(url) {
  const { protocol, hostname, hash, search, pathname, href, username, password, port } = url;
  const options = {
    __proto__: null, protocol, hostname: hostname.charAt(0) === '[' ? hostname.slice(1, -1) : hostname, hash, search, pathname,
    path: pathname + search, href
  };
  if (port !== '') options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

// `url.format` of a URL; undefined for anything else.
function format(url, options) {
  if (!isURL(url)) return undefined;
  const { auth = true, fragment = true, search = true, unicode = false } = options || {};
  let { href } = url;
  if (auth && fragment && search && !unicode) return href;
  const copy = new URL(url);
  if (!auth) copy.username = copy.password = '';
  if (!fragment) copy.hash = '';
  if (!search) copy.search = '';
  ({ href } = copy);
  return unicode && copy.hostname ? href.replace(copy.hostname, () => toUnicode(copy.hostname) || copy.hostname) : href;
}

function coded(code, message) {
  const error = new TypeError(message);
  error.code = code;
  return error;
}

Object.assign(exports, {
  URL, URLSearchParams, fileURLToPath, pathToFileURL, urlToHttpOptions, format,
  domainToASCII(domain) {
    needs(arguments, 'domain');
    return toASCII(usv(domain));
  },
  domainToUnicode(domain) {
    needs(arguments, 'domain');
    return toUnicode(usv(domain));
  }
});
