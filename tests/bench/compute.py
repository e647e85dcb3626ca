#!/usr/bin/env python3
"""What computing costs: small programs (compute/) and real ones (from npm, pinned), on noderu, `node --jitless` and QuickJS.

Processor time less what starting costs, medians of rounds in which all take turns; a markdown table, with ratios to the first
runtime's. See README.md.
"""

import argparse
import json
import math
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SMALL = ["fib", "properties", "objects", "arrays", "floats", "closures", "strings", "mapset", "trycatch", "regexps"]

# Name of the row: package, its main file, the program around it (`lib` is what the package exports), and stand-ins for
# modules of Node that it names but does not need.
REAL = {
    "pako": ("pako@2.1.0", "dist/pako.es5.js", """
        var data = new Uint8Array(150000), x = 1;
        for (var i = 0; i < data.length; i++) { x = (x * 1103515245 + 12345) & 0x7fffffff; data[i] = i % 7 ? 97 + (x >> 16) % 12 : 32; }
        var packed = lib.deflate(data), back = lib.inflate(packed), same = true;
        for (i = 0; i < data.length; i++) if (back[i] !== data[i]) same = false;
        console.log(packed.length, same);"""),
    "showdown": ("showdown@2.1.0", "dist/showdown.js", """
        var text = '';
        for (var i = 0; i < 40; i++) text += '# Title ' + i + '\\n\\nSome *text* with **weight**, `code`, [a link](http://x.org/' + i + ') and <b>html</b>.\\n\\n- one\\n- two\\n  - three\\n\\n> quoted\\n\\n    code here\\n\\n1. first\\n2. second\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |\\n\\n';
        var html = new lib.Converter({ tables: true }).makeHtml(text);
        console.log(html.length);"""),
    "templates": ("ejs@3.1.10", "lib/ejs.js", """
        var text = '<ul><% for (var i = 0; i < items.length; i++) { %><li class="<%= i % 2 ? "odd" : "even" %>"><%= items[i].name %>: <%- items[i].price.toFixed(2) %></li><% } %></ul>';
        var items = [], total = 0;
        for (var i = 0; i < 300; i++) items.push({ name: 'item <' + i + '>', price: i / 3 });
        for (i = 0; i < 40; i++) { var f = lib.compile(text + '<!-- ' + i + ' -->'); total += f({ items: items }).length; }
        var g = lib.compile(text);
        for (i = 0; i < 60; i++) total += g({ items: items }).length;
        console.log(total);"""),
    "jsonparse": ("json5@2.2.3", "dist/index.js", """
        var value = [], total = 0;
        for (var i = 0; i < 300; i++) value.push({ id: i, name: 'n' + i, tags: ['a', 'b\\n', null, true], at: { x: i / 7, y: -i }, text: 'some longer text ' + i });
        var text = JSON.stringify(value);
        for (i = 0; i < 3; i++) total += lib.parse(text).length;
        console.log(total, lib.stringify(value).length);"""),
    "acorn": ("acorn@8.14.0", "dist/acorn.js", """
        var nodes = 0, tokens = 0;
        (function walk(n) { if (n && typeof n === 'object') { if (n.type) nodes++; for (var k in n) walk(n[k]); } })(lib.parse(SOURCE, { ecmaVersion: 2022 }));
        for (var t of lib.tokenizer(SOURCE, { ecmaVersion: 2022 })) tokens++;
        console.log(nodes, tokens);"""),
    "coffee-script": ("coffee-script@1.12.7", "lib/coffee-script/coffee-script.js", """
        var text = '';
        for (var i = 0; i < 24; i++) text += 'class Animal' + i + '\\n  constructor: (@name, @legs = 4) ->\\n  move: (meters) =>\\n    for m in [0...meters] when m % 2 is 0\\n      console.log "#{@name} moved #{m}m" if @legs > 2 and not @stuck\\n    switch meters\\n      when 1, 2 then "short"\\n      else (x * x for x in [1..meters])\\n\\nsquare' + i + ' = ({a, b: [c, d...]}) -> a ? c[d]?.length ** 2\\n\\n';
        console.log(lib.compile(text, { bare: true }).length);"""),
}
STUBS = {"fs": "exports.readFileSync = null; exports.existsSync = null;", "path": "exports.sep = '/'; exports.join = exports.dirname = exports.extname = String;", "vm": "exports.createContext = exports.runInThisContext = exports.Script = null;", "child_process": "", "module": "", "./register": ""}

QUICKJS = """
import quickjs, sys
context = quickjs.Context()
context.add_callable('print', print)
context.eval("var console = { log: function () { print(Array.prototype.join.call(arguments, ' ')); } };")
context.eval(open(sys.argv[1]).read())
while context.execute_pending_job(): pass
"""


def fetch(package, cache):
    """The folder of a package, fetched once by npm."""
    folder = os.path.join(cache, package.replace("@", "-"))
    if not os.path.isdir(folder):
        os.makedirs(cache, exist_ok=True)
        packed = subprocess.run(["npm", "pack", "--silent", package], cwd=cache, check=True, capture_output=True, text=True).stdout.split()[-1]
        part = tempfile.mkdtemp(dir=cache)
        with tarfile.open(os.path.join(cache, packed)) as archive:
            archive.extractall(part, filter="data")
        os.rename(part, folder)
    return os.path.join(folder, os.listdir(folder)[0])  # `package`, mostly


def bundle(folder, main, program):
    """One script with a package's modules and the program that uses it: QuickJS has no `require`."""
    modules, waiting = {}, [os.path.join(folder, main)]
    while waiting:
        path = waiting.pop()
        if path in modules:
            continue
        with open(path) as f:
            text = f.read()
        if path.endswith(".json"):
            text = "module.exports = " + text
        names = {}
        for name in set(re.findall(r"""\brequire\(\s*['"]([^'"]+)['"]\s*\)""", text)):
            if name in STUBS or not name.startswith("."):
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(path), name))
            for candidate in (target, target + ".js", os.path.join(target, "index.js")):
                if os.path.isfile(candidate):
                    names[name] = candidate
                    waiting.append(candidate)
                    break
        modules[path] = (text, names)
    order = {path: index for index, path in enumerate(modules)}
    out = ["var BUNDLE = ["]
    for path, (text, names) in modules.items():
        out.append("{ names: {" + ", ".join(f"{name!r}: {order[target]}" for name, target in names.items()) + "}, run: function (module, exports, require) {\n" + text + "\n} },")
    out.append("], LOADED = [];")
    out.append("var STUBS = {" + ", ".join(f"{name!r}: function (exports) {{ {text} }}" for name, text in STUBS.items()) + "};")
    out.append("""function load(index) {
  if (LOADED[index]) return LOADED[index].exports;
  var module = LOADED[index] = { exports: {} }, entry = BUNDLE[index];
  entry.run.call(module.exports, module, module.exports, function (name) {
    if (name in entry.names) return load(entry.names[name]);
    var exports = {};
    (STUBS[name] || STUBS.fs)(exports);
    return exports;
  });
  return module.exports;
}
(function (lib) {""")
    if "SOURCE" in program:
        out.append("var SOURCE = " + json.dumps(next(iter(modules.values()))[0]) + ";")
    out.append(program + f"\n}})(load({order[os.path.join(folder, main)]}));")
    return "\n".join(out)


def cost(command):
    """Processor time in ms, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{command[0]} {os.path.basename(command[-1])}: status {done.returncode}: {done.stderr.strip()[-300:]}")
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000, done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--noderu", default=os.path.join(ROOT, "target/release/noderu"))
    parser.add_argument("--other", action="append", default=[], metavar="NAME=PATH", help="one more noderu, for example the one of before")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--programs", default="all", help="'small', 'real', or names with commas")
    parser.add_argument("--node", action="store_true", help="node with its compilers, too")
    parser.add_argument("--without", default="", help="runtimes to leave out: jitless,quickjs")
    parser.add_argument("--cache", default=os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "noderu-bench"), help="where packages from npm are kept")
    args = parser.parse_args()

    runtimes = {"noderu": [args.noderu]}
    for other in args.other:
        name, _, path = other.rpartition("=")
        runtimes[name or "other"] = [path]
    if shutil.which("node") and "jitless" not in args.without:
        runtimes["jitless"] = ["node", "--jitless"]
    if args.node:
        runtimes["node"] = ["node"]
    if "quickjs" not in args.without and not subprocess.run([sys.executable, "-c", "import quickjs"], stderr=subprocess.DEVNULL).returncode:
        runtimes["quickjs"] = [sys.executable, "-c", QUICKJS]

    wanted = {"all": SMALL + list(REAL), "small": SMALL, "real": list(REAL)}.get(args.programs) or args.programs.split(",")
    folder = tempfile.mkdtemp(prefix="compute-")
    try:
        scripts = {"start": os.path.join(HERE, "compute", "empty.js")}
        for name in wanted:
            if name in REAL:
                package, file, program = REAL[name]
                scripts[name] = os.path.join(folder, name + ".js")
                with open(scripts[name], "w") as f:
                    f.write(bundle(fetch(package, args.cache), file, program))
            else:
                scripts[name] = os.path.join(HERE, "compute", name + ".js")
        return measure(args, runtimes, scripts)
    finally:
        shutil.rmtree(folder)


def measure(args, runtimes, scripts):
    times = {(script, runtime): [] for script in scripts for runtime in runtimes}
    failed, status = set(), 0
    for _ in range(args.rounds):
        for script, path in scripts.items():
            printed = {}
            for runtime, command in runtimes.items():
                if (script, runtime) in failed:
                    continue
                try:
                    ms, printed[runtime] = cost([*command, path])
                    times[script, runtime].append(ms)
                except (RuntimeError, subprocess.TimeoutExpired, OSError) as error:
                    print(f"{runtime}, {script}: {error}", file=sys.stderr)
                    failed.add((script, runtime))
                    status = 1
            if len(set(printed.values())) > 1:
                print(f"{script}: they print different things: { {k: v[:80] for k, v in printed.items()} }", file=sys.stderr)
                status = 1
    median = {key: statistics.median(values) for key, values in times.items() if values and key not in failed}
    first, *others = runtimes
    print("| program | " + " | ".join(f"{name} ms" for name in runtimes) + " | " + " | ".join(f"{first} : {name}" for name in others) + " |")
    print("|---" * (1 + len(runtimes) + len(others)) + "|")
    logs = {}
    for script in scripts:
        cells, net = [], {}
        for runtime in runtimes:
            value = median.get((script, runtime))
            if value is None:
                cells.append("failed")
                continue
            net[runtime] = value if script == "start" else max(value - median.get(("start", runtime), 0), 0.5)
            cells.append(f"{net[runtime]:.1f}" if script == "start" else f"{net[runtime]:.0f}")
        for other in others:
            if first in net and other in net and script != "start":
                ratio = net[first] / net[other]
                cells.append(f"{ratio:.2f}")
                group = "small" if script in SMALL else "real"
                logs.setdefault((group, other), []).append(math.log(ratio))
            else:
                cells.append("")
        print(f"| {script} | " + " | ".join(cells) + " |")
    for group in ("small", "real"):
        if any((group, other) in logs for other in others):
            means = [f"{math.exp(statistics.mean(logs[group, other])):.2f}" if (group, other) in logs else "" for other in others]
            print(f"| **geometric mean, {group}** | " + " | ".join([""] * len(runtimes)) + " | " + " | ".join(means) + " |")
    return status


if __name__ == "__main__":
    sys.exit(main())
