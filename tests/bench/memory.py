#!/usr/bin/env python3
"""What things of JavaScript weigh: bytes for each of a million functions, closures, objects, properties ..., and what a big
package (`sass`, compiling) needs at most. See README.md.

The figure is the resident set with that many of them alive, less that of the same program without them.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile

from compute import ROOT, fetch

COUNT = 1_000_000
# How one is made; `keep` holds them all, `i` is its number. Costs of the element of `keep` are taken off.
THINGS = {
    "array element (a number)": ("", "keep[i] = i;"),
    "closure": ("function make(x) { return function () { return x; }; }", "keep[i] = make(i);"),
    "arrow function": ("function make(x) { return () => x; }", "keep[i] = make(i);"),
    "function, nothing captured": ("", "keep[i] = function () {};"),
    "object, empty": ("", "keep[i] = {};"),
    "object with two properties": ("", "keep[i] = { a: i, b: i };"),
    "object with ten properties": ("", "keep[i] = { a: i, b: i, c: i, d: i, e: i, f: i, g: i, h: i, j: i, k: i };"),
    "instance of a class, two fields": ("class C { constructor(i) { this.a = i; this.b = i; } }", "keep[i] = new C(i);"),
    "array, empty": ("", "keep[i] = [];"),
    "array of ten numbers": ("", "keep[i] = [0, 1, 2, 3, 4, 5, 6, 7, 8, i];"),
    "number with a fraction": ("", "keep[i] = i + 0.5;"),
    "string of 8 characters": ("", "keep[i] = 's' + (1000000 + i);"),
    "string of 64 characters": ("var p = 'abcdefgh'.repeat(7);", "keep[i] = p + 's' + (1000000 + i);"),
    "Map entry": ("keep = new Map();", "keep.set(i, i);"),
    "Set entry": ("keep = new Set();", "keep.add(i);"),
    "key of an object used as a table": ("keep = {};", "keep['k' + i] = i;"),
    "Map, empty": ("", "keep[i] = new Map();"),
    "promise, resolved": ("", "keep[i] = Promise.resolve(i);"),
    "regular expression": ("", "keep[i] = /a/;"),
    "Buffer-like: Uint8Array(16)": ("", "keep[i] = new Uint8Array(16);"),
}
# Those that weigh much are made in smaller numbers.
FEWER = {"regular expression": 10, "object with ten properties": 2, "key of an object used as a table": 2, "promise, resolved": 4, "Map, empty": 4, "Buffer-like: Uint8Array(16)": 4}

PROGRAM = """
var keep = [], n = Number(process.argv[2]);
%s
function fill() { for (let i = 0; i < n; i++) { %s } }
fill();
var status = require('fs').readFileSync('/proc/self/status', 'utf8');
console.log(/VmRSS:\\s+(\\d+)/.exec(status)[1]);
if (keep === null) console.log(keep);
"""

SASS = """
var sass = require(process.argv[2]), text = '@use "sass:math"; @mixin m($n) { .c#{$n} { width: math.div(100%%, $n); &:hover { color: darken(#f60, $n); } } }\\n@for $i from 1 through 12 { @include m($i); }';
for (var i = 0; i < 20; i++) text += '\\n$v' + i + ': ' + i + 'px; .a' + i + ' { .b & { margin: $v' + i + ' * 2 + 1; } @media (min-width: 10px) { color: mix(red, blue, 20%%); } }';
var css = (sass.compileString ? sass.compileString(text) : sass.renderSync({ data: text })).css;
console.log(css.toString().length);
console.log(/VmHWM:\\s+(\\d+)/.exec(require('fs').readFileSync('/proc/self/status', 'utf8'))[1]);
""".replace("%%", "%")


def resident(command, path, count):
    done = subprocess.run([*command, path, str(count)], capture_output=True, text=True, timeout=300)
    if done.returncode or not re.fullmatch(r"\d+\s*", done.stdout):
        raise RuntimeError(f"{command[0]}: {done.stderr.strip()[-200:] or done.stdout}")
    return int(done.stdout) * 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--noderu", default=os.path.join(ROOT, "target/release/noderu"))
    parser.add_argument("--other", action="append", default=[], metavar="NAME=PATH")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--things", help="rows with this text in their name only")
    parser.add_argument("--no-sass", action="store_true")
    parser.add_argument("--cache", default=os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "noderu-bench"))
    args = parser.parse_args()
    runtimes = {"noderu": [args.noderu]}
    for other in args.other:
        name, _, path = other.rpartition("=")
        runtimes[name or "other"] = [path]
    runtimes["node"] = ["node"]

    print("| bytes for each | " + " | ".join(runtimes) + " |")
    print("|---" * (1 + len(runtimes)) + "|", flush=True)
    with tempfile.TemporaryDirectory(prefix="memory-") as folder:
        path = os.path.join(folder, "thing.js")
        element = {}
        for thing, (before, body) in THINGS.items():
            if args.things and args.things not in thing and thing != next(iter(THINGS)):
                continue
            with open(path, "w") as f:
                f.write(PROGRAM % (before, body))
            count, cells = args.count // FEWER.get(thing, 1), []
            for runtime, command in runtimes.items():
                try:
                    base = statistics.median(resident(command, path, 0) for _ in range(3))
                    weight = (resident(command, path, count) - base) / count
                    if not element.get(runtime):
                        element[runtime] = weight
                    elif "keep = " not in before:
                        weight -= element[runtime]
                    cells.append(f"{weight:.0f}")
                except (RuntimeError, subprocess.TimeoutExpired) as error:
                    print(f"{thing}: {error}", file=sys.stderr)
                    cells.append("failed")
            print(f"| {thing} | " + " | ".join(cells) + " |", flush=True)
        if not args.no_sass:
            package = os.path.abspath(fetch("sass@1.77.8", args.cache))
            for needed in ("immutable@4.3.7", "source-map-js@1.2.0", "chokidar@3.6.0"):
                target = os.path.join(package, "node_modules", needed.partition("@")[0])
                if not os.path.exists(target):
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    os.symlink(os.path.abspath(fetch(needed, args.cache)), target)
            path = os.path.join(folder, "sass.js")
            with open(path, "w") as f:
                f.write(SASS)
            cells, lengths = [], set()
            for command in runtimes.values():
                done = subprocess.run([*command, path, os.path.join(package, "sass.node.js") if os.path.exists(os.path.join(package, "sass.node.js")) else package], capture_output=True, text=True, timeout=300)
                numbers = done.stdout.split()
                if done.returncode or len(numbers) != 2:
                    print(f"sass: {done.stderr.strip()[-300:]}", file=sys.stderr)
                    cells.append("failed")
                else:
                    lengths.add(numbers[0])
                    cells.append(f"{int(numbers[1]) / 1024:.0f} MiB")
            if len(lengths) > 1:
                print(f"sass: they make different style sheets: {lengths}", file=sys.stderr)
            print("| compiling with sass, peak | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
