'use strict';
// DOMException, Event, EventTarget, AbortController (DOM Standard, Web IDL).

const CODES = {
  IndexSizeError: 1, HierarchyRequestError: 3, WrongDocumentError: 4, InvalidCharacterError: 5,
  NoModificationAllowedError: 7, NotFoundError: 8, NotSupportedError: 9, InUseAttributeError: 10,
  InvalidStateError: 11, SyntaxError: 12, InvalidModificationError: 13, NamespaceError: 14, InvalidAccessError: 15,
  TypeMismatchError: 17, SecurityError: 18, NetworkError: 19, AbortError: 20, URLMismatchError: 21,
  QuotaExceededError: 22, TimeoutError: 23, InvalidNodeTypeError: 24, DataCloneError: 25
};

class DOMException extends Error {
  #name;
  constructor(message, options) {
    super(message === undefined ? '' : String(message));
    const named = options !== null && typeof options === 'object';
    const name = named ? options.name : options;
    this.#name = name === undefined ? 'Error' : String(name);
    if (named && 'cause' in options) {
      Object.defineProperty(this, 'cause', { value: options.cause, writable: true, configurable: true });
    }
  }
  get name() { return this.#name; }
  get code() { return Object.hasOwn(CODES, this.#name) ? CODES[this.#name] : 0; }
}

for (const [name, value] of Object.entries(CODES)) {
  const constant = name.replace(/Error$/, '').replace(/([a-z]|URL)(?=[A-Z])/g, '$1_').toUpperCase() + '_ERR';
  Object.defineProperty(DOMException, constant, { value, enumerable: true });
  Object.defineProperty(DOMException.prototype, constant, { value, enumerable: true });
}

function coded(code, message, Class) {
  const error = new (Class || TypeError)(message);
  error.code = code;
  return error;
}

function wrong(name, expected, value) {
  let got = String(value);
  if (typeof value === 'object' && value !== null) got = 'an instance of ' + (value.constructor && value.constructor.name || 'Object');
  else if (typeof value === 'string') got = `type string ('${value}')`;
  else if (value !== undefined && value !== null) got = `type ${typeof value} (${got})`;
  return coded('ERR_INVALID_ARG_TYPE', `The "${name}" argument must be ${expected}. Received ${got}`);
}

const NONE = 0, CAPTURING_PHASE = 1, AT_TARGET = 2, BUBBLING_PHASE = 3;
let stateOf;

class Event {
  #state;
  static { stateOf = (event) => event.#state; }
  constructor(type, options) {
    if (arguments.length === 0) throw coded('ERR_MISSING_ARGS', 'The "type" argument must be specified');
    if (options !== undefined && options !== null && typeof options !== 'object') throw wrong('options', 'of type object', options);
    const { bubbles, cancelable, composed } = options || {};
    this.#state = {
      type: `${type}`, bubbles: !!bubbles, cancelable: !!cancelable, composed: !!composed, target: null,
      at: null, prevented: false, stopped: false, stoppedHere: false, passive: false, trusted: false,
      time: performance.now()
    };
  }
  get type() { return this.#state.type; }
  get bubbles() { return this.#state.bubbles; }
  get cancelable() { return this.#state.cancelable; }
  get composed() { return this.#state.composed; }
  get target() { return this.#state.target; }
  get srcElement() { return this.#state.target; }
  get currentTarget() { return this.#state.at; }
  get eventPhase() { return this.#state.at ? AT_TARGET : NONE; }
  get defaultPrevented() { return this.#state.prevented; }
  get returnValue() { return !this.#state.prevented; }
  get cancelBubble() { return this.#state.stopped; }
  set cancelBubble(value) { if (value) this.#state.stopped = true; }
  get timeStamp() { return this.#state.time; }
  get isTrusted() { return this.#state.trusted; }
  composedPath() { return this.#state.at ? [this.#state.at] : []; }
  initEvent(type, bubbles, cancelable) {
    if (this.#state.at) return;
    Object.assign(this.#state, { type: `${type}`, bubbles: !!bubbles, cancelable: !!cancelable });
  }
  preventDefault() { if (this.#state.cancelable && !this.#state.passive) this.#state.prevented = true; }
  stopPropagation() { this.#state.stopped = true; }
  stopImmediatePropagation() { this.#state.stopped = this.#state.stoppedHere = true; }
}
for (const [name, value] of Object.entries({ NONE, CAPTURING_PHASE, AT_TARGET, BUBBLING_PHASE })) {
  Object.defineProperty(Event, name, { value, enumerable: true });
  Object.defineProperty(Event.prototype, name, { value, enumerable: true });
}

class CustomEvent extends Event {
  #detail;
  constructor(type, options) {
    super(type, options);
    this.#detail = options && options.detail !== undefined ? options.detail : null;
  }
  get detail() { return this.#detail; }
}

class EventTarget {
  #listeners = new Map();

  addEventListener(type, callback, options) {
    if (arguments.length < 2) throw coded('ERR_MISSING_ARGS', 'The "type" and "listener" arguments must be specified');
    const { once, passive, capture, signal } = flags(options);
    if (signal !== undefined && !(signal instanceof AbortSignal)) throw wrong('options.signal', 'an instance of AbortSignal', signal);
    if (callback === null || callback === undefined || signal && signal.aborted) return;
    if (typeof callback !== 'function' && typeof callback !== 'object') {
      throw wrong('listener', 'an instance of EventListener', callback);
    }
    type = String(type);
    let list = this.#listeners.get(type);
    if (!list) this.#listeners.set(type, list = []);
    if (list.some((entry) => entry.callback === callback && entry.capture === capture)) return;
    list.push({ callback, capture, once, passive, removed: false });
    if (signal) signal.addEventListener('abort', () => this.removeEventListener(type, callback, capture), { once: true });
  }

  removeEventListener(type, callback, options) {
    const { capture } = flags(options);
    type = String(type);
    const list = this.#listeners.get(type);
    const at = list ? list.findIndex((entry) => entry.callback === callback && entry.capture === capture) : -1;
    if (at < 0) return;
    list[at].removed = true;
    if (list.length === 1) this.#listeners.delete(type);
    else list.splice(at, 1);
  }

  dispatchEvent(event) {
    if (!(event instanceof Event)) throw wrong('event', 'an instance of Event', event);
    const state = stateOf(event);
    if (state.at) throw new DOMException('The event is already being dispatched', 'InvalidStateError');
    state.target = state.at = this;
    for (const entry of (this.#listeners.get(state.type) || []).slice()) {
      if (state.stoppedHere) break;
      if (entry.removed) continue;
      if (entry.once) this.removeEventListener(state.type, entry.callback, entry.capture);
      state.passive = entry.passive;
      try {
        if (typeof entry.callback === 'function') entry.callback.call(this, event);
        else entry.callback.handleEvent(event);
      } catch (error) {
        // One listener's fault is nobody else's: the program hears of it after this.
        process.nextTick(() => { throw error; });
      }
      state.passive = false;
    }
    state.at = null;
    state.stopped = state.stoppedHere = false;
    return !state.prevented;
  }
}

function flags(options) {
  if (options === null || typeof options !== 'object') options = { capture: options };
  const { once, passive, capture, signal } = options;
  return { once: !!once, passive: !!passive, capture: !!capture, signal };
}

// An attribute such as `onabort`: one listener that can be replaced.
function attribute(prototype, type) {
  const handlers = new WeakMap();
  Object.defineProperty(prototype, 'on' + type, {
    get() { return (handlers.get(this) || { value: null }).value; },
    set(value) {
      const before = handlers.get(this);
      if (before) this.removeEventListener(type, before.call);
      handlers.delete(this);
      if (typeof value !== 'function') return;
      const call = (event) => value.call(this, event);
      handlers.set(this, { value, call });
      this.addEventListener(type, call);
    },
    enumerable: true,
    configurable: true
  });
}

const MINE = {};
let abort;

class AbortSignal extends EventTarget {
  #aborted = false;
  #reason = undefined;
  static {
    abort = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason;
      const event = new Event('abort');
      stateOf(event).trusted = true;
      signal.dispatchEvent(event);
    };
  }
  constructor(key) {
    if (key !== MINE) throw coded('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
  }
  get aborted() { return this.#aborted; }
  get reason() { return this.#reason; }
  throwIfAborted() { if (this.#aborted) throw this.#reason; }

  static abort(reason) {
    const signal = new AbortSignal(MINE);
    abort(signal, reason);
    return signal;
  }
  static timeout(delay) {
    if (typeof delay !== 'number') throw wrong('delay', 'of type number', delay);
    if (!(delay >= 0 && delay <= 4294967295)) {
      throw coded('ERR_OUT_OF_RANGE', `The value of "delay" is out of range. It must be >= 0 && <= 4294967295. Received ${delay}`, RangeError);
    }
    const signal = new AbortSignal(MINE);
    const late = () => abort(signal, new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    setTimeout(late, delay).unref();
    return signal;
  }
  static any(signals) {
    if (signals === null || typeof signals !== 'object' || typeof signals[Symbol.iterator] !== 'function') {
      throw wrong('signals', 'an instance of Array', signals);
    }
    const any = new AbortSignal(MINE), all = [...signals];
    all.forEach((signal, i) => {
      if (!(signal instanceof AbortSignal)) throw wrong(`signals[${i}]`, 'an instance of AbortSignal', signal);
    });
    const first = all.find((signal) => signal.aborted);
    if (first) abort(any, first.reason);
    else all.forEach((signal) => signal.addEventListener('abort', () => abort(any, signal.reason), { once: true }));
    return any;
  }
}
attribute(AbortSignal.prototype, 'abort');

class AbortController {
  #signal = new AbortSignal(MINE);
  get signal() { return this.#signal; }
  abort(reason) { abort(this.#signal, reason); }
}

const classes = { DOMException, Event, CustomEvent, EventTarget, AbortSignal, AbortController };
for (const [name, value] of Object.entries(classes)) {
  for (const key of Object.getOwnPropertyNames(value.prototype)) {
    const { configurable } = Object.getOwnPropertyDescriptor(value.prototype, key);
    if (key !== 'constructor' && configurable) Object.defineProperty(value.prototype, key, { enumerable: true });
  }
  Object.defineProperty(value.prototype, Symbol.toStringTag, { value: name, configurable: true });
}
Object.assign(exports, classes);
