#!/usr/bin/env python3
"""Whether operations cost as much per step on much as on little.

    doubling.py [-b BINARY] [NAME...]

Each row of the table below is a program of n steps. It runs eight times with n and once with 8n, that is, with as many steps in
all; the CPU time of the second (less what starting costs) may be 1.5 times the first. Exit status 1 when a row is beyond that.
A row that is over after less than 40 ms says nothing and is measured with more steps.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile

LIMIT = 1.5
STEPS = 2400

# n lines of Latin-1, and the same in UTF-16.
TEXT = "var lines = '', j; for (j = 0; j < n; j++) lines += 'line ' + j % 1000 + '\\n'; lines[0]; "
WIDE = TEXT + "lines += '\\u20ac'; lines[0]; "

# name: the steps. `n` is the number of steps.
ROWS = {
    # objects
    'object-add': 'var o = {}; for (var i = 0; i < n; i++) o["k" + i] = i;',
    'object-add-delete': 'var o = {}, i; for (i = 0; i < n; i++) o["k" + i] = i; for (i = 0; i < n; i++) delete o["k" + i];',
    'object-delete-backwards': 'var o = {}, i; for (i = 0; i < n; i++) o["k" + i] = i; for (i = n; i--;) delete o["k" + i];',
    'object-window-1000': 'var o = {}, i; for (i = 0; i < n; i++) { o["k" + i] = i; delete o["k" + (i - 1000)]; }',
    'object-toggle': 'var o = {}, i; for (i = 0; i < n; i++) o["k" + i] = i; for (i = 0; i < n; i++) { delete o.k7; o.k7 = i; }',
    'object-accessors': 'var o = {}, i; for (i = 0; i < n; i++) Object.defineProperty(o, "k" + i, {get: f, configurable: true}); for (i = 0; i < n; i++) Object.defineProperty(o, "k" + i, {value: i}); function f() {}',
    'object-hide': 'var o = {}, i; for (i = 0; i < n; i++) o["k" + i] = i; for (i = 0; i < n; i++) Object.defineProperty(o, "k" + i, {enumerable: false});',
    'object-freeze': 'var o = {}, i; for (i = 0; i < n; i++) o["k" + i] = i; Object.freeze(o);',
    'object-assign': 'var o = {}, i; for (i = 0; i < n; i++) o["k" + i] = i; Object.assign({}, o);',
    'object-for-in': 'var o = {}, i, s = 0; for (i = 0; i < n; i++) o["k" + i] = i; for (var k in o) s += o[k];',
    'object-keys': 'var o = {}, i, s = 0; for (i = 0; i < n; i++) o["k" + i] = i; Object.keys(o).forEach(function (k) { s += o[k]; });',
    'object-symbols': 'var o = {}, all = [], i; for (i = 0; i < n; i++) o[all[i] = Symbol()] = i; for (i = 0; i < n; i++) delete o[all[i]];',
    'object-indexes': 'var o = {}, i; for (i = 0; i < n; i++) o[i * 1048576 % 4294967291] = i; for (i = 0; i < n; i++) delete o[i * 1048576 % 4294967291];',
    'objects-as-dictionaries': 'var all = []; for (var i = 0; i < n; i++) { var o = {}; o["a" + i] = 1; o["b" + i * 7] = 2; o["c" + i * 3] = 3; all.push(o); }',
    'objects-made-of-a-class': 'var all = []; function A(i) { this.x = i; this.y = i; this.z = i; } for (var i = 0; i < n; i++) all.push(new A(i));',
    'prototypes': 'var all = []; for (var i = 0; i < n; i++) all.push(Object.create({x: i}));',
    'json-parse-object': 'var t = []; for (var i = 0; i < n; i++) t.push(JSON.stringify("k" + i) + ":1"); JSON.parse("{" + t.join() + "}");',
    # Map and Set
    'map-delete-in-order': 'var m = new Map(), i; for (i = 0; i < n; i++) m.set(i, i); for (i = 0; i < n; i++) m.delete(i);',
    'map-delete-backwards': 'var m = new Map(), i; for (i = 0; i < n; i++) m.set("k" + i, i); for (i = n; i--;) m.delete("k" + i);',
    'map-lru-100': 'var m = new Map(), i; for (i = 0; i < n; i++) { m.set(i, i); if (m.size > 100) m.delete(m.keys().next().value); }',
    'map-lru-all': 'var m = new Map(), i; for (i = 0; i < n; i++) m.set(i, i); for (i = 0; i < n; i++) { var k = m.keys().next().value; m.delete(k); m.set(k, i); }',
    'map-iterator-left': 'var m = new Map(), it = m.keys(), i; for (i = 0; i < n; i++) { m.set(i, i); m.delete(i - 10); it = m.keys(); it.next(); }',
    'map-for-of': 'var m = new Map(), i, s = 0; for (i = 0; i < n; i++) m.set(i, i); for (var e of m) s += e[1];',
    'map-delete-while-iterated': 'var m = new Map(), i; for (i = 0; i < n; i++) m.set(i, i); for (var e of m) m.delete(e[0]);',
    'set-delete-in-order': 'var m = new Set(), i; for (i = 0; i < n; i++) m.add(i); for (i = 0; i < n; i++) m.delete(i);',
    'set-queue': 'var m = new Set(), i; for (i = 0; i < n; i++) m.add(i); for (i = 0; i < n; i++) { var x = m.values().next().value; m.delete(x); }',
    'set-of-strings': 'var m = new Set(), i; for (i = 0; i < n; i++) m.add("k" + i); for (i = 0; i < n; i++) m.has("k" + i);',
    # arrays
    'array-push-pop': 'var a = [], i; for (i = 0; i < n; i++) a.push(i); for (i = 0; i < n; i++) a.pop();',
    'array-unshift': 'var a = [], i; for (i = 0; i < n; i++) a.unshift(i);',
    'array-unshift-strings': 'var a = [], i; for (i = 0; i < n; i++) a.unshift("s");',
    'array-shift': 'var a = [], i; for (i = 0; i < n; i++) a.push(i); for (i = 0; i < n; i++) a.shift();',
    'array-queue': 'var a = [], i; for (i = 0; i < n; i++) a.push(i); for (i = 0; i < n; i++) { a.push(a.shift()); }',
    'array-splice-middle': 'var a = [], i; for (i = 0; i < n; i++) a.splice(a.length >> 1, 0, i);',
    'array-splice-middle-out': 'var a = [], i; for (i = 0; i < n; i++) a.push(i); for (i = 0; i < n; i++) a.splice(a.length >> 1, 1);',
    'array-splice-front': 'var a = [], i; for (i = 0; i < n; i++) a.splice(0, 0, i, i); for (i = 0; i < n; i++) a.splice(0, 2);',
    'array-splice-short': 'var a = [1, 2, 3, 4, 5], i; for (i = 0; i < n; i++) { a.splice(1, 1); a.splice(2, 0, i); }',
    'array-reverse': 'var a = [], i; for (i = 0; i < n; i++) a.push(i); for (i = 0; i < 10; i++) a.reverse();',
    'array-concat': 'var a = [], i; for (i = 0; i < n; i++) a.push(i); for (i = 0; i < 10; i++) a.concat(a);',
    'array-slice': 'var a = [], i; for (i = 0; i < n; i++) a.push(i); for (i = 0; i < 10; i++) a.slice();',
    'array-includes': 'var a = [], i; for (i = 0; i < n; i++) a.push(i); for (i = 0; i < 10; i++) { a.includes(-1); a.indexOf(-1); a.lastIndexOf("x"); }',
    'array-spread': 'var a = [], i; for (i = 0; i < n; i++) a.push(i); for (i = 0; i < 10; i++) { [...a]; Math.max(...a); }',
    'array-fill': 'var a; for (var i = 0; i < 10; i++) a = new Array(n).fill(i);',
    'array-holes': 'var a = [], i; for (i = 0; i < n; i++) a[2 * i] = i; for (i = 0; i < n; i++) delete a[2 * i];',
    'array-from-behind': 'var a = []; for (var i = n; i--;) a[i] = i;',
    'array-for-of': 'var a = [], i, s = 0; for (i = 0; i < n; i++) a.push(i); for (var x of a) s += x;',
    'array-sort': 'var a = [], i; for (i = 0; i < n; i++) a.push(i * 7919 % 10007); a.sort(function (x, y) { return x - y; });',
    # texts: `lines` is n lines of Latin-1, `wide` the same in UTF-16
    'text-append': "var s = ''; for (var i = 0; i < n * 10; i++) s += 'c';",
    'text-append-and-read': "var s = '', t = 0; for (var i = 0; i < n * 5; i++) { s += 'c'; t += s.charCodeAt(i) };",
    'text-prepend': "var s = ''; for (var i = 0; i < n * 5; i++) s = 'c' + s;",
    'text-eat-from-the-front': TEXT + 'var s = lines; while (s.length > 5) s = s.slice(5);',
    'text-eat-from-the-front-wide': WIDE + 'var s = lines; while (s.length > 5) s = s.slice(5);',
    'text-indexOf': TEXT + "for (var i = lines.indexOf('\\n'); i >= 0; i = lines.indexOf('\\n', i + 1));",
    'text-indexOf-wide': WIDE + "for (var i = lines.indexOf('\\n'); i >= 0; i = lines.indexOf('\\n', i + 1));",
    'text-lastIndexOf': TEXT + "for (var i = lines.lastIndexOf('\\n'); i >= 0; i = lines.lastIndexOf('\\n', i - 1));",
    'text-lastIndexOf-wide': WIDE + "for (var i = lines.lastIndexOf('\\n'); i >= 0; i = lines.lastIndexOf('\\n', i - 1));",
    'text-split-by-text': TEXT + "lines.split('\\n');",
    'text-split-by-text-wide': WIDE + "lines.split('\\n');",
    'text-split-by-a-regexp': TEXT + 'lines.split(/\\r?\\n/);',
    'text-split-by-a-regexp-wide': WIDE + 'lines.split(/\\r?\\n/);',
    'text-replace': TEXT + "lines.replace(/\\d+/g, '<$&>');",
    'text-replace-wide': WIDE + "lines.replace(/\\d+/g, '<$&>');",
    'text-replace-by-calls': TEXT + 'lines.replace(/\\d+/g, function (d) { return d });',
    'text-replace-by-calls-wide': WIDE + 'lines.replace(/\\d+/g, function (d) { return d });',
    'text-replaceAll': TEXT + "lines.replaceAll('\\n', '\\r\\n');",
    'text-replaceAll-wide': WIDE + "lines.replaceAll('\\n', '\\r\\n');",
    'text-match': TEXT + 'lines.match(/\\d+/g);',
    'text-match-wide': WIDE + 'lines.match(/\\d+/g);',
    'text-matchAll': TEXT + 'for (var m of lines.matchAll(/\\d+/g));',
    'text-matchAll-wide': WIDE + 'for (var m of lines.matchAll(/\\d+/g));',
    'text-exec': TEXT + 'var r = /(\\w+) (\\d+)/g; while (r.exec(lines));',
    'text-exec-wide': WIDE + 'var r = /(\\w+) (\\d+)/g; while (r.exec(lines));',
    'text-sticky': TEXT + 'var r = /\\w+|\\s/y; while (r.test(lines));',
    'text-sticky-wide': WIDE + 'var r = /\\w+|\\s/y; while (r.test(lines));',
    'text-lazy': TEXT + "lines.replace(/\\n/g, ' ').match(/l.*?e/g);",
    'text-lazy-wide': WIDE + "lines.replace(/\\n/g, ' ').match(/l.*?e/g);",
    'text-charCodeAt': TEXT + 'for (var i = 0, t = 0; i < lines.length; i++) t += lines.charCodeAt(i);',
    'text-charCodeAt-wide': WIDE + 'for (var i = 0, t = 0; i < lines.length; i++) t += lines.charCodeAt(i);',
    'text-substring': TEXT + 'for (var i = 0, t = 0; i + 9 < lines.length; i += 3) t += lines.substring(i, i + 9).length;',
    'text-substring-wide': WIDE + 'for (var i = 0, t = 0; i + 9 < lines.length; i += 3) t += lines.substring(i, i + 9).length;',
    'text-regexp-literal': "for (var i = 0; i < n * 5; i++) /a(b)?c/.test('xabcx');",
    # memory
    'garbage-beside-live': 'var live = [], i; for (i = 0; i < 8 * n; i++) live.push({i: i}); for (i = 0; i < 40 * n; i++) ({a: {b: i}});',
}


def cpu(binary, text):
    with tempfile.NamedTemporaryFile('w', suffix='.js', delete=False) as file:
        file.write(text)
    try:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([binary, file.name], check=True, stdout=subprocess.DEVNULL, timeout=300)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    finally:
        os.unlink(file.name)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(binary, steps, start):
    """The steps that took long enough, and both times."""
    n = STEPS
    while True:
        small = min(cpu(binary, f'function go(n) {{ {steps} }} for (var t = 0; t < 8; t++) go({n});') for _ in range(2)) - start
        if small > 0.04 or n > 40 * STEPS:
            break
        n *= 4
    large = min(cpu(binary, f'function go(n) {{ {steps} }} go({8 * n});') for _ in range(2)) - start
    return n, max(small, 0.001), max(large, 0.001)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('-b', '--binary', default='target/release/noderu')
    parser.add_argument('name', nargs='*', help='rows whose name begins so')
    given = parser.parse_args()
    binary = os.path.abspath(given.binary)
    start = min(cpu(binary, '') for _ in range(3))
    worst = 0
    for name, steps in ROWS.items():
        if given.name and not any(name.startswith(it) for it in given.name):
            continue
        n, small, large = measure(binary, steps, start)
        growth = large / small
        worst = max(worst, growth)
        mark = '' if growth < LIMIT else '  <-- grows'
        print(f'{name:28} n {n:7}  {small / n / 8 * 1e9:9.0f} ns  {large / n / 8 * 1e9:9.0f} ns  {growth:5.2f}{mark}', flush=True)
    sys.exit(worst >= LIMIT)


if __name__ == '__main__':
    main()
