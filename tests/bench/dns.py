#!/usr/bin/env python3
"""Look-ups and datagrams: noderu beside node, on one machine at one time.

They take turns, round by round; the program under test has one core, its peer the other; what counts is the processor
time of the program. Medians over the rounds.

    tests/bench/dns.py                                    # everything, three rounds
    tests/bench/dns.py --tests echo --rounds 5
    tests/bench/dns.py --runtime old=/tmp/noderu-old      # one more column

The look-ups need namespaces (`unshare -rmn`), since only resolv.conf tells node's dns.lookup which server to ask: the
script runs itself once more inside, with a name server of its own on 127.0.0.1:53.
"""

import argparse
import json
import os
import shlex
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

# Column, whether more is better, and how many digits make sense.
METRICS = {
    "resolve CPU us each": (False, 1),
    "resolve wall ms for all": (False, 0),
    "resolve descriptors": (False, 0),
    "resolve peak MiB": (False, 1),
    "lookup CPU us each": (False, 1),
    "lookup wall ms for all": (False, 0),
    "lookup descriptors": (False, 0),
    "lookup peak MiB": (False, 1),
    "echo CPU us each": (False, 2),
    "echo datagrams per s": (True, 0),
    "echo peak MiB": (False, 1),
    "lost or failed": (False, 0),
}

# One look-up first: what is measured begins when the program is warm and its files are read.
LOOK_UPS = """var dns = require('dns'), fs = require('fs');
var way = process.argv[2], count = Number(process.argv[3]), answered = 0, failed = 0, most = 0, begun;
function ask(name, callback) {
  if (way === 'lookup') return dns.lookup(name, 4, callback);
  dns.resolve4(name, callback);
}
function descriptors() { most = Math.max(most, fs.readdirSync('/proc/self/fd').length); }
function used() {
  var sum = 0;
  fs.readdirSync('/proc/self/task').forEach(function (task) {
    sum += Number(fs.readFileSync('/proc/self/task/' + task + '/schedstat', 'utf8').split(' ')[0]);
  });
  return sum;
}
ask('first.example', function (err) {
  if (err) throw err;
  var before = descriptors() || most, cpu = used();
  begun = Date.now();
  for (var n = 0; n < count; n++) ask('n' + n + '.example', function (err, found) {
    if (err || String(found) !== '10.0.0.1') failed++;
    answered++;
    if (answered === count / 2) descriptors();
    if (answered === count) {
      var wall = Date.now() - begun, spent = used() - cpu;
      descriptors();
      console.log(JSON.stringify({ wall: wall, cpu: spent, failed: failed, descriptors: most - before }));
    }
  });
  descriptors();
});
"""

ECHO = """var socket = require('dgram').createSocket('udp4');
socket.on('message', function (msg, rinfo) { socket.send(msg, 0, msg.length, rinfo.port, rinfo.address); });
socket.on('listening', function () { console.log(socket.address().port); });
socket.bind(0, '127.0.0.1');
"""
WINDOW = 32
PAYLOAD_LEN = 64


class Runtime:
    """A program that runs the scripts."""

    def __init__(self, name, command):
        self.name = name
        self.command = command
        self.values = {}

    def add(self, metric, value):
        self.values.setdefault(metric, []).append(value)

    def median(self, metric):
        values = self.values.get(metric)
        return statistics.median(values) if values else None


def pin(core):
    os.sched_setaffinity(0, {core})


def start(runtime, script, arguments, core):
    return subprocess.Popen(
        [*runtime.command, script, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: pin(core),
    )


def peak_mib(process):
    with open(f"/proc/{process.pid}/status") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def cpu_ns(process):
    """Processor time of all threads."""
    total = 0
    for task in os.listdir(f"/proc/{process.pid}/task"):
        with open(f"/proc/{process.pid}/task/{task}/schedstat") as stat:
            total += int(stat.read().split()[0])
    return total


def serve_names(core):
    """A name server on 127.0.0.1:53 that knows every name, in a process of its own."""
    child = os.fork()
    if child:
        return child
    pin(core)
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    server.bind(("127.0.0.1", 53))
    record = struct.pack(">HHHIH4B", 0xC00C, 1, 1, 60, 4, 10, 0, 0, 1)
    while True:
        query, client = server.recvfrom(2048)
        end = query.index(0, 12) + 5
        header = query[:2] + struct.pack(">HHHHH", 0x8180, 1, 1, 0, 0)
        server.sendto(header + query[12:end] + record, client)


def measure_look_ups(runtime, way, folder, options):
    process = start(runtime, os.path.join(folder, "look_ups.js"), [way, str(options.count)], options.cores[0])
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{runtime.name}: {way} ended with {process.returncode}")
    told = json.loads(output)
    runtime.add(f"{way} CPU us each", told["cpu"] / options.count / 1000)
    runtime.add(f"{way} wall ms for all", told["wall"])
    runtime.add(f"{way} descriptors", told["descriptors"])
    runtime.add(f"{way} peak MiB", usage.ru_maxrss / 1024)
    runtime.add("lost or failed", told["failed"])


def measure_echo(runtime, folder, options):
    process = start(runtime, os.path.join(folder, "echo.js"), [], options.cores[0])
    try:
        client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        client.connect(("127.0.0.1", int(process.stdout.readline())))
        client.settimeout(5)
        exchange(client, 2000)
        before, begun = cpu_ns(process), time.monotonic()
        lost = exchange(client, options.datagrams)
        took, spent = time.monotonic() - begun, cpu_ns(process) - before
        runtime.add("echo CPU us each", spent / options.datagrams / 1000)
        runtime.add("echo datagrams per s", options.datagrams / took)
        runtime.add("echo peak MiB", peak_mib(process))
        runtime.add("lost or failed", lost)
    finally:
        process.kill()
        process.wait()


def exchange(client, count):
    """Sends `count` datagrams, WINDOW under way at any time; how many did not come back as they were."""
    padding = bytes(PAYLOAD_LEN - 4)
    sent = received = wrong = 0
    while received < count:
        while sent < count and sent - received < WINDOW:
            client.send(struct.pack(">I", sent) + padding)
            sent += 1
        try:
            answer = client.recv(2048)
        except TimeoutError:
            return count - received + wrong
        wrong += len(answer) != PAYLOAD_LEN or struct.unpack(">I", answer[:4])[0] != received
        received += 1
    return wrong


def report(runtimes):
    base = next((runtime for runtime in runtimes if runtime.name == "node"), None)
    width = max(len(metric) for metric in METRICS)
    print(" " * width, *(f"{runtime.name:>12}" for runtime in runtimes), "noderu / node" if base else "")
    for metric, (more_is_better, digits) in METRICS.items():
        medians = [runtime.median(metric) for runtime in runtimes]
        if all(median is None for median in medians):
            continue
        cells = ["-" if median is None else f"{median:.{digits}f}" for median in medians]
        ratio = ""
        ours, theirs = runtimes[0].median(metric), base.median(metric) if base else None
        if base and ours and theirs:
            ratio = f"{ours / theirs if more_is_better else theirs / ours:.2f}"
        print(f"{metric:<{width}}", *(f"{cell:>12}" for cell in cells), f"{ratio:>13}")


def inside_namespace(options):
    """Mounts files of our own over the system's; the mounts are gone with the namespace."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for path, text in (("/etc/resolv.conf", "nameserver 127.0.0.1\n"), ("/etc/hosts", "127.0.0.1 localhost\n")):
        ours = os.path.join(options.folder, os.path.basename(path))
        with open(ours, "w") as file:
            file.write(text)
        subprocess.run(["mount", "--bind", ours, path], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tests", default="resolve,lookup,echo")
    parser.add_argument("--count", type=int, default=2000, help="look-ups in flight at once")
    parser.add_argument("--datagrams", type=int, default=100_000)
    parser.add_argument("--noderu", default=os.path.join(ROOT, "target/release/noderu"))
    parser.add_argument("--runtime", action="append", default=[], metavar="NAME=COMMAND")
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.folder:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, *sys.argv, "--folder", folder]
            raise SystemExit(subprocess.run(["unshare", "-rmn", *command]).returncode)
    inside_namespace(options)
    cores = sorted(os.sched_getaffinity(0))
    options.cores = (cores[0], cores[-1])
    runtimes = [Runtime("noderu", [options.noderu])]
    if shutil.which("node"):
        runtimes.append(Runtime("node", ["node"]))
    for given in options.runtime:
        name, command = given.split("=", 1)
        runtimes.append(Runtime(name, shlex.split(command)))
    for name, text in (("look_ups.js", LOOK_UPS), ("echo.js", ECHO)):
        with open(os.path.join(options.folder, name), "w") as file:
            file.write(text)
    server = serve_names(options.cores[1])
    pin(options.cores[1])
    try:
        for _ in range(options.rounds):
            for runtime in runtimes:
                for test in options.tests.split(","):
                    if test == "echo":
                        measure_echo(runtime, options.folder, options)
                    else:
                        measure_look_ups(runtime, test, options.folder, options)
    finally:
        os.kill(server, 9)
    report(runtimes)


main()
