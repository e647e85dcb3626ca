#!/usr/bin/env python3
"""noderu beside node and a C floor, on one machine at one time.

Absolute times say little on a shared machine; ratios between programs that take turns, round by round, say more, and
processor time says more than time on the wall. So what is measured is pinned to one core, its peer has the other, and what
counts is work per second of processor time. The same text of a script runs on both. Medians over the rounds.

    tests/bench/bench.py                                  # everything, three rounds
    tests/bench/bench.py --tests http --rounds 5 --seconds 10
    tests/bench/bench.py --runtime old=/tmp/noderu-old    # one more column; the command comes before the script
    tests/bench/bench.py --budgets                        # noderu alone, memory and errors only; status 1 over budget

Needs wrk, curl and a C compiler. Talks to 127.0.0.1 only.
"""

import argparse
import json
import os
import resource
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import programs  # noqa: E402
import servers  # noqa: E402
from common import FLOOR, ROOT, Failure, Runtime, build_floor  # noqa: E402

TESTS = {"start": programs.TESTS["start"], **servers.TESTS, **programs.TESTS}

# What a budget run allows: the issues' figures. None of them depends on how busy the machine is.
BUDGETS = {
    "start peak MiB": 10.0,
    "http peak MiB": 14.0,
    "idle KiB per connection": 1.5,
    "upload peak MiB": 32.0,
    "proxy peak MiB": 32.0,
    "proxy by pipe peak MiB": 32.0,
    "pipe peak MiB": 32.0,
}
BUDGET_TESTS = "start,http,idle,upload,proxy,proxy-pipe,pipe"

# Digits that make sense where it is not none.
DIGITS = {"start CPU ms": 1, "http p99 ms": 2, "idle KiB per connection": 2}


def digits(metric):
    return DIGITS.get(metric, 1 if metric.endswith("MiB") else 0)


def is_better_large(metric):
    return metric.endswith("CPU-s") or metric == "http requests per s"


def table(runtimes, out):
    """A row per metric: the figures, then ratios to node and to the floor, the better side above 1."""
    metrics = []
    for runtime in runtimes:
        metrics += [metric for metric in runtime.values if metric not in metrics and metric != "errors"]
    bases = [base for base in runtimes if base.name in ("node", FLOOR)]
    pairs = [(runtime, base) for base in bases for runtime in runtimes if runtime is not base and runtime.name not in ("node", FLOOR)]
    rows = [["", *(runtime.name for runtime in runtimes), *("%s : %s" % (runtime.name, base.name) for runtime, base in pairs)]]
    for metric in metrics:
        rows.append(
            [
                metric,
                *(figure(runtime.median(metric), digits(metric)) for runtime in runtimes),
                *(ratio(runtime, base, metric) for runtime, base in pairs),
            ]
        )
    rows.append(["errors", *(str(len(runtime.complaints)) for runtime in runtimes), *("" for _ in pairs)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]
        print("| " + " | ".join(cells) + " |", file=out)
        if number == 0:
            print("|-" + "-" * widths[0] + "|" + "|".join("-" * (width + 1) + ":" for width in widths[1:]) + "|", file=out)


def figure(value, digits):
    return "-" if value is None else "{:,.{}f}".format(value, digits)


def ratio(runtime, base, metric):
    mine, theirs = runtime.median(metric), base.median(metric)
    if not mine or not theirs:
        return "-"
    return "%.2f" % (mine / theirs if is_better_large(metric) else theirs / mine)


def budgets(runtime):
    """True when everything is within its budget. Times are no part of it: a busy machine must not fail."""
    good = not runtime.complaints
    for metric, most in BUDGETS.items():
        value = runtime.median(metric)
        kept = value is not None and value <= most
        good = good and kept
        print("%-28s %8s of %5.1f  %s" % (metric, figure(value, 2), most, "ok" if kept else "OVER BUDGET"))
    print("%-28s %8d of     0  %s" % ("errors", len(runtime.complaints), "ok" if not runtime.complaints else "BROKEN"))
    return good


def add_files(bench):
    """The files that tests read, each made when it is first asked for."""
    made = {}

    def once(name, make):
        if name not in made:
            path = os.path.join(bench.folder, name)
            make(path)
            made[name] = path
        return made[name]

    def large(path):
        with open(path, "wb") as file:
            for _ in range(bench.large_mib):
                file.write(bench.block)

    def many(path, count):
        os.mkdir(path)
        for number in range(count):
            with open(os.path.join(path, "%05d" % number), "wb") as file:
                file.write(bench.block[:1000])

    def small(path):
        with open(path, "wb") as file:
            file.write(bench.block[:65536])

    bench.large_file = lambda: once("large", large)
    bench.many_files = lambda count: once("many", lambda path: many(path, count))
    bench.file_64k = lambda: once("64k", small)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--noderu", default=os.path.join(ROOT, "target/release/noderu"), help="the build to measure")
    parser.add_argument("--node", default=shutil.which("node") or "", help="a node to measure beside it; '' for none")
    parser.add_argument("--runtime", action="append", default=[], metavar="NAME=COMMAND", help="one more")
    parser.add_argument("--tests", help="of " + ",".join(TESTS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5, help="of wrk in each round")
    parser.add_argument("--connections", type=int, default=50, help="of wrk")
    parser.add_argument("--idle", type=int, default=10000, help="connections of the idle test")
    parser.add_argument("--echo-mib", type=int, default=256)
    parser.add_argument("--large-mib", type=int, default=1024, help="of the large bodies and files")
    parser.add_argument("--starts", type=int, default=10, help="of each round")
    parser.add_argument("--folder", help="where the files of the tests go: some 2 GiB")
    parser.add_argument("--json", metavar="FILE", help="all values of all rounds")
    parser.add_argument("--budgets", action="store_true", help="noderu alone, one round, fail when over a budget")
    bench = parser.parse_args()
    bench.tests = (bench.tests or (BUDGET_TESTS if bench.budgets else ",".join(TESTS))).split(",")
    unknown = [test for test in bench.tests if test not in TESTS]
    if unknown:
        parser.error("no such test: " + ", ".join(unknown))
    return bench


def main():
    bench = arguments()
    cores = sorted(os.sched_getaffinity(0))
    bench.server_core, bench.client_core = (cores[0], cores[1]) if len(cores) > 1 else (None, None)
    descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
    if bench.idle + 100 > descriptors:
        bench.idle = descriptors - 100
        print("bench: only %d descriptors are allowed, so %d idle connections" % (descriptors, bench.idle))
    bench.block = os.urandom(1 << 20)
    bench.folder = tempfile.mkdtemp(prefix="noderu-bench-", dir=bench.folder)
    add_files(bench)
    try:
        bench.floor = build_floor(bench.folder)
        runtimes = [Runtime("noderu", [bench.noderu])]
        if bench.budgets:
            bench.rounds = 1
        else:
            runtimes += [Runtime("node", shlex.split(bench.node))] if bench.node else []
            runtimes += [Runtime(name, shlex.split(command)) for name, _, command in (r.partition("=") for r in bench.runtime)]
            runtimes += [Runtime(FLOOR, [bench.floor])]
        measure(runtimes, bench)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    if bench.json:
        with open(bench.json, "w") as file:
            json.dump({runtime.name: runtime.values for runtime in runtimes}, file, indent=1)
    for runtime in runtimes:
        for complaint in runtime.complaints:
            print("%s: %s" % (runtime.name, complaint))
    if bench.budgets:
        sys.exit(0 if budgets(runtimes[0]) else 1)
    table(runtimes, sys.stdout)
    sys.exit(1 if runtimes[0].complaints else 0)


def measure(runtimes, bench):
    """Every round goes through all runtimes, each round beginning with another one."""
    if bench.client_core is not None:
        os.sched_setaffinity(0, {bench.client_core})
    for number in range(bench.rounds):
        for test in bench.tests:
            for step in range(len(runtimes)):
                runtime = runtimes[(number + step) % len(runtimes)]
                print("\rround %d: %s %s%s" % (number + 1, test, runtime.name, " " * 20), end="", file=sys.stderr)
                try:
                    TESTS[test](runtime, bench)
                except (Failure, OSError, subprocess.SubprocessError) as error:
                    runtime.complaints.append("%s: %s" % (test, error))
    print("\r" + " " * 60 + "\r", end="", file=sys.stderr)


if __name__ == "__main__":
    main()
