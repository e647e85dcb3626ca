#!/usr/bin/env python3
"""Generates programs, runs them on node and on a runtime, and reduces what differs. See README.md."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import grammar
import reduce
import tree

PRELUDE = open(os.path.join(HERE, "prelude.js")).read()


class Runner:
    """Runs batches of cases in one process each."""

    def __init__(self, command, messages=False, timeout=20):
        self.command = command
        self.messages = messages
        self.timeout = timeout
        self.folder = tempfile.mkdtemp(prefix="generate-")

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, path):
        """What a file prints."""
        return subprocess.run([*self.command, path], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60).stdout.decode(errors="replace")

    def script(self, cases, lines=False):
        if lines:
            listed = "[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]"
            return f"// Made by tests/odd/generate/corpus.py.\nvar MESSAGES = false;\nvar prelude = require('fs').readFileSync(__dirname + '/../../odd/generate/prelude.js', 'utf8');\nvar CASES = (0, eval)(prelude + '\\nCASES');\nCASES({listed});\n"
        return f"var MESSAGES = {json.dumps(self.messages)};\n{PRELUDE}\nCASES({json.dumps(cases)});\n"

    def batch(self, cases, timeout=None):
        """What each case printed; after the one that ended the process there is nothing."""
        path = os.path.join(self.folder, "batch.js")
        with open(path, "w") as f:
            f.write(self.script(cases))
        # Files, not pipes: what a process prints before it dies is there.
        out_path = os.path.join(self.folder, "out")
        with open(out_path, "w") as out, open(out_path + ".err", "w") as err:
            try:
                done = subprocess.run([*self.command, path], stdin=subprocess.DEVNULL, stdout=out, stderr=err, timeout=timeout or self.timeout, cwd=self.folder)
                status = done.returncode
            except subprocess.TimeoutExpired:
                status = "timeout"
        results, current = [], None
        with open(out_path, errors="replace") as out:
            for line in out:
                if line.startswith("#"):
                    if line.startswith("#end"):
                        break
                    current = []
                    results.append(current)
                elif current is not None:
                    current.append(line)
        results = ["".join(lines).rstrip("\n") for lines in results]
        if len(results) < len(cases):
            error = open(out_path + ".err", errors="replace").read()
            results.append(f"DIED {status} " + first_line(error))
        return results

    def each(self, cases):
        """What every case printed, whatever the others do."""
        results = []
        while len(results) < len(cases):
            rest = cases[len(results):]
            # A batch that hangs costs the time-out once, then its cases are tried one by one around the one that hangs.
            results += self.batch(rest)
        return results[:len(cases)]

    def alone(self, case):
        return self.batch([case], timeout=self.timeout)[0]


def first_line(error):
    for line in error.split("\n"):
        if "panicked" in line or "overflow" in line or "Error" in line:
            return line.strip()[:200]
    return error.strip().split("\n")[0][:200]


def variants(program, random_number):
    names = ["plain", "function", "generator", "async"]
    others = [name for name in tree.VARIANTS if name not in names]
    names.append(others[random_number % len(others)])
    if program.sloppy:
        names = [name for name in names if name not in tree.STRICT]
    return names


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runtime", required=True, help="the program to try")
    parser.add_argument("--reference", default="node", help="the program that is right (node)")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=0, help="programs are numbered; the first one's number")
    parser.add_argument("--count", type=int, help="so many programs instead of so many seconds")
    parser.add_argument("--messages", action="store_true", help="compare the messages of errors, too")
    parser.add_argument("--out", help="folder for what was found: one file for each shape of difference")
    parser.add_argument("--no-reduce", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the program with the number --seed, every way in which it is run, and what both print")
    parser.add_argument("--alike", type=int, default=3, help="how many of those that begin to differ alike are reduced")
    parser.add_argument("--most", type=int, default=40, help="differences to reduce before it stops")
    args = parser.parse_args()

    ours = Runner([os.path.abspath(args.runtime)], args.messages)
    reference = Runner([args.reference], args.messages)
    if args.show:
        return show(args, ours, reference)
    if args.out:
        os.makedirs(args.out, exist_ok=True)
    try:
        return search(args, ours, reference)
    finally:
        ours.close()
        reference.close()


def search(args, ours, reference):
    deadline = time.monotonic() + args.seconds
    seed, cases_run, programs, shapes, alike, differences = args.seed, 0, 0, {}, {}, 0
    while (programs < args.count) if args.count else (time.monotonic() < deadline):
        batch, owners = [], []
        for _ in range(12):
            program = grammar.program(seed)
            for variant in variants(program, seed):
                batch.append(program.case(variant))
                owners.append((seed, program, variant))
            seed += 1
            programs += 1
        want, got = reference.each(batch), ours.each(batch)
        cases_run += len(batch)
        seen = set()
        for (number, program, variant), w, g in zip(owners, want, got):
            if w == g or number in seen or explained(w, g):
                continue
            case = program.case(variant)
            w, g = reference.alone(case), ours.alone(case)
            if w == g or explained(w, g):
                print(f"{number} {variant}: differs only after what ran before it", flush=True)
                continue
            seen.add(number)
            differences += 1
            if args.no_reduce:
                print(f"{number} {variant}: {first_difference(w, g)}", flush=True)
                continue
            # What looks alike is not reduced again and again.
            kind = "SyntaxError" if g.endswith("<SyntaxError>") and g.count("\n") == 0 else tree.shape(first_difference(w, g))
            alike[kind] = alike.get(kind, 0) + 1
            if alike[kind] > args.alike:
                continue
            small, variant, w, g = reduce.reduce(program, variant, reference, ours, time.monotonic() + 45, explained)
            source = tree.text(small.body, tree.VARIANTS[variant][1])
            key = (variant if variant in ("generator", "async", "asyncgen") else "", tree.shape(source)) if not g.startswith("DIED") or "panicked" not in g else g
            if key in shapes:
                shapes[key] += 1
                continue
            shapes[key] = 1
            report = f"// {number} {variant}\n{small.case(variant)[1]}\n/* plan {small.plan!r}\nnode:\n{w}\nours:\n{g}\n*/\n"
            print(f"---- {number} {variant}: {first_difference(w, g)}\n{source}", flush=True)
            if args.out:
                with open(os.path.join(args.out, f"{number}-{variant}.js"), "w") as f:
                    f.write(report)
            if len(shapes) >= args.most:
                deadline = 0
                args.count = 0
                break
    print(f"{programs} programs from {args.seed} to {seed - 1}, {cases_run} cases; {differences} programs differ, {len(shapes)} shapes")
    return 1 if differences else 0


def first_difference(want, got):
    for w, g in zip(want.split("\n") + ["(end)"] * 400, got.split("\n") + ["(end)"]):
        if w != g:
            return f"{w[:150]} | {g[:150]}"
    return "?"


def explained(want, got):
    """Differences that are the reference's. README.md has the list."""
    return want.startswith("DIED")


def show(args, ours, reference):
    program = grammar.program(args.seed)
    for variant in variants(program, args.seed):
        case = program.case(variant)
        want, got = reference.alone(case), ours.alone(case)
        print(f"//// {args.seed} {variant}\n{case[1]}\n//// {args.reference}\n{want}\n//// {args.runtime}: {'same' if want == got else got}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
