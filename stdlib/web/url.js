(function (natives, custom) {
  'use strict';
  const { parse, get, set, pairs, text, usv, toASCII, toUnicode } = natives;
  let own, refill;

  class URLSearchParams {
    #list = [];
    #url = null;
    static {
      own = (params, url) => { params.#url = url; };
      refill = (params, query) => { params.#list = pairs(query); };
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
      if (typeof iterator !== 'function') throw new TypeError('Query pairs must be iterable');
      for (const pair of init) {
        const both = pair === null || typeof pair !== 'object' ? [] : Array.from(pair);
        if (both.length !== 2) throw new TypeError('Each query pair must be an iterable [name, value] tuple');
        this.#list.push([usv(both[0]), usv(both[1])]);
      }
    }

    #changed() { if (this.#url) set(this.#url, 'search', text(this.#list)); }

    get size() { return this.#list.length; }
    append(name, value) {
      needs(arguments, 2);
      this.#list.push([usv(name), usv(value)]);
      this.#changed();
    }
    delete(name, value) {
      needs(arguments, 1);
      name = usv(name);
      const any = value === undefined;
      if (!any) value = usv(value);
      this.#list = this.#list.filter((pair) => pair[0] !== name || !any && pair[1] !== value);
      this.#changed();
    }
    get(name) {
      needs(arguments, 1);
      name = usv(name);
      const found = this.#list.find((pair) => pair[0] === name);
      return found ? found[1] : null;
    }
    getAll(name) {
      needs(arguments, 1);
      name = usv(name);
      return this.#list.filter((pair) => pair[0] === name).map((pair) => pair[1]);
    }
    has(name, value) {
      needs(arguments, 1);
      name = usv(name);
      if (value !== undefined) value = usv(value);
      return this.#list.some((pair) => pair[0] === name && (value === undefined || pair[1] === value));
    }
    set(name, value) {
      needs(arguments, 2);
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
      if (typeof callback !== 'function') throw new TypeError('The "callback" argument must be a function');
      for (let i = 0; i < this.#list.length; i++) callback.call(self, this.#list[i][1], this.#list[i][0], this);
    }
    *entries() { for (let i = 0; i < this.#list.length; i++) yield [this.#list[i][0], this.#list[i][1]]; }
    *keys() { for (let i = 0; i < this.#list.length; i++) yield this.#list[i][0]; }
    *values() { for (let i = 0; i < this.#list.length; i++) yield this.#list[i][1]; }
    toString() { return text(this.#list); }
    [custom]() {
      const shown = {};
      this.#list.forEach(([name, value]) => { shown[name] = Object.hasOwn(shown, name) ? [].concat(shown[name], value) : value; });
      return shown;
    }
  }
  Object.defineProperty(URLSearchParams.prototype, Symbol.iterator,
    { value: URLSearchParams.prototype.entries, writable: true, configurable: true });

  function needs(args, count) {
    if (args.length < count) throw new TypeError(`${count} arguments are needed, ${args.length} were given`);
  }

  function record(url, base) {
    url = usv(url);
    base = base === undefined ? undefined : usv(base);
    const made = parse(url, base);
    if (made !== undefined) return made;
    const error = new TypeError('Invalid URL');
    error.code = 'ERR_INVALID_URL';
    error.input = url;
    if (base !== undefined) error.base = base;
    throw error;
  }

  class URL {
    #record;
    #params = null;
    constructor(url, base) {
      needs(arguments, 1);
      this.#record = record(url, base);
    }
    static canParse(url, base) {
      needs(arguments, 1);
      return parse(usv(url), base === undefined ? undefined : usv(base)) !== undefined;
    }
    static parse(url, base) { return URL.canParse(url, base) ? new URL(url, base) : null; }

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
    [custom]() {
      const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } = this;
      return { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash };
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
    url = typeof url === 'string' ? new URL(url) : url;
    if (!url || url.protocol !== 'file:') throw invalid('ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
    if (url.hostname !== '') throw invalid('ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty');
    if (/%2f/i.test(url.pathname)) {
      throw invalid('ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
    }
    return decodeURIComponent(url.pathname);
  }

  function pathToFileURL(path) {
    if (typeof path !== 'string') throw invalid('ERR_INVALID_ARG_TYPE', 'The "path" argument must be a string');
    const resolved = require('path').resolve(path) + (/\/$/.test(path) && path !== '/' ? '/' : '');
    const escapes = { '%': '%25', '\\': '%5C', '\n': '%0A', '\r': '%0D', '\t': '%09', '?': '%3F', '#': '%23' };
    return new URL('file://' + resolved.replace(/[%\\\n\r\t?#]/g, (c) => escapes[c]));
  }
  const require = natives.require;

  function invalid(code, message) {
    const error = new TypeError(message);
    error.code = code;
    return error;
  }

  return {
    URL, URLSearchParams, fileURLToPath, pathToFileURL,
    domainToASCII(domain) { return toASCII(usv(domain)); },
    domainToUnicode(domain) { return toUnicode(usv(domain)); }
  };
})
