#!/usr/bin/env python3
"""Whether work on texts is linear: CPU time of n and 8n steps of each operation, and the growth per step.

    tests/bench/text.py [noderu] [--only NAME]

A row is marked where a step of the longer run costs over 1.5 times one of the shorter. Timings decide nothing in the
suite; look at a marked row again on a quiet machine.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile

N = 20000

# Each runs with `n`, the number of steps, and `lines`, n lines of text.
OPERATIONS = {
    "append": "var s = ''; for (var i = 0; i < n * 10; i++) s += 'c'",
    "append and read": "var s = '', t = 0; for (var i = 0; i < n * 5; i++) { s += 'c'; t += s.charCodeAt(i) }",
    "prepend": "var s = ''; for (var i = 0; i < n * 5; i++) s = 'c' + s",
    "eat from the front": "var s = lines; while (s.length > 5) s = s.slice(5)",
    "indexOf": "for (var i = lines.indexOf('\\n'); i >= 0; i = lines.indexOf('\\n', i + 1));",
    "lastIndexOf": "for (var i = lines.lastIndexOf('\\n'); i >= 0; i = lines.lastIndexOf('\\n', i - 1));",
    "split by text": "lines.split('\\n')",
    "split by a regexp": "lines.split(/\\r?\\n/)",
    "replace": "lines.replace(/\\d+/g, '<$&>')",
    "replace by calls": "lines.replace(/\\d+/g, function (d) { return d })",
    "replaceAll": "lines.replaceAll('\\n', '\\r\\n')",
    "match": "lines.match(/\\d+/g)",
    "matchAll": "for (var m of lines.matchAll(/\\d+/g));",
    "exec": "var r = /(\\w+) (\\d+)/g; while (r.exec(lines));",
    "sticky": "var r = /\\w+|\\s/y; while (r.test(lines));",
    "lazy": "lines.replace(/\\n/g, ' ').match(/l.*?e/g)",
    "charCodeAt": "for (var i = 0, t = 0; i < lines.length; i++) t += lines.charCodeAt(i)",
    "substring": "for (var i = 0, t = 0; i + 9 < lines.length; i += 3) t += lines.substring(i, i + 9).length",
    "regexp literal": "for (var i = 0; i < n * 5; i++) /a(b)?c/.test('xabcx')",
}


def seconds(runtime, program):
    with tempfile.NamedTemporaryFile("w", suffix=".js", delete=False) as file:
        file.write(program)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        subprocess.run([runtime, file.name], check=True, stdout=subprocess.DEVNULL)
    finally:
        os.unlink(file.name)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def program(operation, steps, end):
    lines = f"var n = {steps}, lines = ''; for (var i = 0; i < n; i++) lines += 'line ' + i % 1000 + '\\n';"
    return f"{lines} lines += '{end}'; lines.length; lines[0]; {operation}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("runtime", nargs="?", default="target/release/noderu")
    arguments.add_argument("--only", default="")
    chosen = arguments.parse_args()
    marked = 0
    print(f"{'ns a step':32} {'n':>8} {'8n':>8} growth")
    for end, kind in (("", "Latin-1"), ("\\u20ac", "UTF-16")):
        for name, operation in OPERATIONS.items():
            if chosen.only not in name:
                continue
            costs = []
            for steps in (N, 8 * N):
                base = min(seconds(chosen.runtime, program("", steps, end)) for _ in range(2))
                whole = min(seconds(chosen.runtime, program(operation, steps, end)) for _ in range(2))
                costs.append(max(whole - base, 1e-6) / steps * 1e9)
            growth = costs[1] / costs[0]
            mark = "  <-- not linear" if growth > 1.5 and costs[1] > 1000 else ""
            marked += bool(mark)
            print(f"{name + ', ' + kind:32} {costs[0]:8.0f} {costs[1]:8.0f} {growth:6.2f}{mark}")
    sys.exit(marked > 0)


if __name__ == "__main__":
    main()
