#!/usr/bin/env python3
"""noderu beside node and a C floor, on one machine at one time.

Absolute times say little on a shared machine; ratios between programs that take turns, round by round, say more, and
processor time says more than time on the wall. So a server is pinned to one core, the client has the other, and what
counts is work per second of the server's own processor time. Medians over the rounds.

    tests/bench/bench.py                                  # everything, three rounds: about two minutes
    tests/bench/bench.py --tests http --rounds 5 --seconds 10
    tests/bench/bench.py --runtime old=/tmp/noderu-old    # one more column; the command comes before the script
    tests/bench/bench.py --budgets                        # noderu alone, memory and errors only; status 1 over budget

Needs wrk for the http test and a C compiler for the floor. Talks to 127.0.0.1 only.
"""

import argparse
import json
import os
import re
import resource
import select
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FLOOR = "floor"

# What a budget run allows: the figures. None of them depends on how busy the machine is.
BUDGETS = {
    "start peak MiB": 10.0,
    "http peak MiB": 14.0,
    "idle KiB per connection": 1.5,
}

# Column, whether more is better, and how many digits make sense.
METRICS = {
    "start CPU ms": (False, 1),
    "start peak MiB": (False, 1),
    "http requests per CPU-s": (True, 0),
    "http requests per s": (True, 0),
    "http p99 ms": (False, 2),
    "http peak MiB": (False, 1),
    "idle KiB per connection": (False, 2),
    "echo MiB per CPU-s": (True, 0),
    "errors": (False, 0),
}

SCRIPTS = {
    "start": "console.log('hello world');\n",
    "http": """var http = require('http');
http.createServer(function (req, res) {
  res.writeHead(200, {'Content-Type': 'text/plain'});
  res.end('Hello World\\n');
}).listen(Number(process.argv[2]), '127.0.0.1');
""",
    "echo": """var net = require('net');
net.createServer(function (socket) {
  socket.on('data', function (data) { socket.write(data); });
  socket.on('end', function () { socket.end(); });
  socket.on('error', function () {});
}).listen(Number(process.argv[2]), '127.0.0.1');
""",
}
REQUEST = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
ANSWER_END = b"0\r\n\r\n"


class Failure(Exception):
    """A measurement that could not be made; it is reported and counted."""


class Runtime:
    """A program that runs the scripts, or the floor, which has them built in."""

    def __init__(self, name, command):
        self.name = name
        self.command = command
        self.values = {}
        self.complaints = []

    def arguments(self, test, folder, port):
        if self.name == FLOOR:
            return [*self.command, "echo" if test == "echo" else "http", str(port)]
        return [*self.command, os.path.join(folder, test + ".js"), str(port)]

    def add(self, metric, value):
        self.values.setdefault(metric, []).append(value)

    def median(self, metric):
        values = self.values.get(metric)
        return statistics.median(values) if values else None


class Server:
    """A running server on a port of its own, pinned to one core; killed at the end of the block."""

    def __init__(self, runtime, test, bench):
        self.port = free_port()
        self.process = subprocess.Popen(
            runtime.arguments("http" if test == "idle" else test, bench.folder, self.port),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: pin(bench.server_core),
        )

    def __enter__(self):
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                self.connect().close()
                return self
            except OSError:
                time.sleep(0.01)
        self.__exit__()
        raise Failure("does not listen: " + self.process.stderr.read(500).decode(errors="replace"))

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), 10)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def cpu_seconds(self):
        """Processor time of all threads, to the nanosecond where the kernel keeps it."""
        folder = "/proc/%d/task" % self.process.pid
        try:
            return sum(int(read("%s/%s/schedstat" % (folder, task)).split()[0]) for task in os.listdir(folder)) / 1e9
        except OSError:
            fields = read("/proc/%d/stat" % self.process.pid).rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_kib(self, which):
        return int(re.search(which + r":\s+(\d+) kB", read("/proc/%d/status" % self.process.pid)).group(1))

    def check_alive(self):
        if self.process.poll() is not None:
            said = self.process.stderr.read(500).decode(errors="replace")
            raise Failure("ended with %s: %s" % (self.process.returncode, said))


def test_start(runtime, bench):
    """CPU time and peak memory of a program that prints a line, started from a small process."""
    if runtime.name == FLOOR:
        return
    script = os.path.join(bench.folder, "start.js")
    for _ in range(bench.starts):
        done = subprocess.run(
            [bench.floor, "run", *runtime.command, script],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            preexec_fn=lambda: pin(bench.server_core),
            timeout=30,
        )
        if done.stdout != b"hello world\n":
            raise Failure("printed %r and %r" % (done.stdout[:80], done.stderr[:200]))
        cpu_us, peak_kib, status = map(int, done.stderr.split()[-3:])
        if status != 0:
            raise Failure("start: status %d" % status)
        runtime.add("start CPU ms", cpu_us / 1000)
        runtime.add("start peak MiB", peak_kib / 1024)


def test_http(runtime, bench):
    """Hello world under wrk."""
    with Server(runtime, "http", bench) as server:
        run_wrk(server, bench, 1)
        before = server.cpu_seconds()
        report = run_wrk(server, bench, bench.seconds)
        spent = server.cpu_seconds() - before
        requests = int(re.search(r"(\d+) requests in", report).group(1))
        runtime.add("http requests per CPU-s", requests / spent)
        runtime.add("http requests per s", float(re.search(r"Requests/sec:\s+([\d.]+)", report).group(1)))
        value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", report).groups()
        runtime.add("http p99 ms", float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit])
        runtime.add("http peak MiB", server.memory_kib("VmHWM") / 1024)
        bad = re.findall(r"(?:Socket errors|Non-2xx or 3xx responses): .*", report)
        if bad:
            raise Failure("http: %s (of %d requests)" % ("; ".join(bad), requests))
        server.check_alive()


def run_wrk(server, bench, seconds):
    done = subprocess.run(
        ["wrk", "-t1", "-c%d" % bench.connections, "-d%d" % seconds, "--timeout", "20s", "--latency", "http://127.0.0.1:%d/" % server.port],
        stdout=subprocess.PIPE,
        preexec_fn=lambda: pin(bench.client_core),
        timeout=seconds + 60,
    )
    return done.stdout.decode()


def test_idle(runtime, bench):
    """Memory per keep-alive connection that made one request; afterwards each of them must answer again."""
    with Server(runtime, "idle", bench) as server:
        for _ in range(500):
            with server.connect() as connection:
                ask(connection)
        time.sleep(0.5)
        before = server.memory_kib("VmRSS")
        connections = []
        try:
            for _ in range(bench.idle):
                connection = server.connect()
                connections.append(connection)
                ask(connection)
            time.sleep(0.5)
            grown = server.memory_kib("VmRSS") - before
            runtime.add("idle KiB per connection", grown / len(connections))
            silent = 0
            for connection in connections:
                try:
                    ask(connection)
                except (OSError, Failure):
                    silent += 1
            if silent:
                raise Failure("idle: %d of %d connections do not answer again" % (silent, len(connections)))
        finally:
            for connection in connections:
                connection.close()
        server.check_alive()


def ask(connection):
    connection.sendall(REQUEST)
    answer = b""
    while not answer.endswith(ANSWER_END):
        piece = connection.recv(65536)
        if not piece:
            raise Failure("closed after %r" % answer[:80])
        answer += piece
    if not answer.startswith(b"HTTP/1.1 200 OK\r\n") or b"Hello World\n" not in answer:
        raise Failure("answered %r" % answer[:200])


def test_echo(runtime, bench):
    """Large blocks through a TCP echo server, with a megabyte under way."""
    with Server(runtime, "echo", bench) as server, server.connect() as connection:
        echo(connection, 16 << 20, bench)
        before = server.cpu_seconds()
        echo(connection, bench.echo_mib << 20, bench)
        runtime.add("echo MiB per CPU-s", bench.echo_mib / (server.cpu_seconds() - before))
        server.check_alive()


def echo(connection, total, bench):
    under_way_max, block = 1 << 20, bench.block
    connection.setblocking(False)
    sent = received = 0
    buffer = bytearray(1 << 18)
    while received < total:
        wants = sent < total and sent - received < under_way_max
        readable, writable, _ = select.select([connection], [connection] if wants else [], [], 10)
        if not readable and not writable:
            raise Failure("echo: stuck after %d of %d bytes" % (received, total))
        if writable:
            offset = sent % len(block)
            piece = memoryview(block)[offset : offset + total - sent]
            sent += connection.send(piece)
        if readable:
            count = connection.recv_into(buffer)
            if not count:
                raise Failure("echo: closed after %d of %d bytes" % (received, total))
            offset = received % len(block)
            checked = min(count, len(block) - offset)
            if buffer[:checked] != block[offset : offset + checked]:
                raise Failure("echo: other bytes came back")
            received += count


TESTS = {"start": test_start, "http": test_http, "idle": test_idle, "echo": test_echo}


def table(runtimes, out):
    """Figures first, then each as a ratio to node and to the floor, the better side above 1."""
    metrics = [metric for metric in METRICS if any(metric in runtime.values for runtime in runtimes)]
    rows = [["", *metrics]]
    for runtime in runtimes:
        rows.append([runtime.name, *(figure(runtime.median(metric), METRICS[metric][1]) for metric in metrics)])
    for base in runtimes:
        if base.name not in ("node", FLOOR):
            continue
        for runtime in runtimes:
            if runtime is not base and runtime.name != FLOOR:
                rows.append(["%s : %s" % (runtime.name, base.name), *(ratio(runtime, base, metric) for metric in metrics)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        print("| " + " | ".join(cell.rjust(width) for cell, width in zip(row, widths)) + " |", file=out)
        if number == 0:
            print("|" + "|".join("-" * (width + 1) + ":" for width in widths) + "|", file=out)


def figure(value, digits):
    return "-" if value is None else "{:,.{}f}".format(value, digits)


def ratio(runtime, base, metric):
    mine, theirs = runtime.median(metric), base.median(metric)
    if metric == "errors" or not mine or not theirs:
        return "-"
    return "%.2f" % (mine / theirs if METRICS[metric][0] else theirs / mine)


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


def pin(core):
    """In the child before exec: its core, and as many descriptors as it may have."""
    if core is not None:
        os.sched_setaffinity(0, {core})
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read(path):
    with open(path) as file:
        return file.read()


def build_floor(folder):
    path = os.path.join(folder, "floor")
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not compiler:
        sys.exit("bench: no C compiler for tests/bench/floor.c")
    subprocess.run([compiler, "-O2", "-o", path, os.path.join(HERE, "floor.c")], check=True)
    return path


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--noderu", default=os.path.join(ROOT, "target/release/noderu"), help="the build to measure")
    parser.add_argument("--node", default=shutil.which("node") or "", help="a node to measure beside it; '' for none")
    parser.add_argument("--runtime", action="append", default=[], metavar="NAME=COMMAND", help="one more")
    parser.add_argument("--tests", default=",".join(TESTS), help="of " + ",".join(TESTS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5, help="of wrk in each round")
    parser.add_argument("--connections", type=int, default=50, help="of wrk")
    parser.add_argument("--idle", type=int, default=10000, help="connections of the idle test")
    parser.add_argument("--echo-mib", type=int, default=256)
    parser.add_argument("--starts", type=int, default=10, help="of each round")
    parser.add_argument("--json", metavar="FILE", help="all values of all rounds")
    parser.add_argument("--budgets", action="store_true", help="noderu alone, one round, fail when over a budget")
    bench = parser.parse_args()
    bench.tests = bench.tests.split(",")
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
    bench.folder = tempfile.mkdtemp(prefix="noderu-bench-")
    try:
        for name, text in SCRIPTS.items():
            with open(os.path.join(bench.folder, name + ".js"), "w") as file:
                file.write(text)
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
    for runtime in runtimes:
        runtime.add("errors", len(runtime.complaints))


if __name__ == "__main__":
    main()
