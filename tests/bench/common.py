"""What the measurements share: the programs that are measured, servers of theirs, children that run to their end."""

import os
import re
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FLOOR = "floor"


class Failure(Exception):
    """A measurement that could not be made; it is reported and counted."""


class Runtime:
    """A program that runs the scripts, or the floor, which has them built in."""

    def __init__(self, name, command):
        self.name = name
        self.command = command
        self.values = {}
        self.complaints = []

    def arguments(self, script, *args):
        return [*self.command, os.path.join(HERE, "scripts", script + ".js"), *map(str, args)]

    def add(self, metric, value):
        self.values.setdefault(metric, []).append(value)

    def median(self, metric):
        values = self.values.get(metric)
        return statistics.median(values) if values else None


class Server:
    """A running server on a port of its own, pinned to one core; killed at the end of the block."""

    def __init__(self, command, port, core):
        self.port = port
        self.process = subprocess.Popen(
            [str(argument) for argument in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: pin(core),
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
        """Processor time of all threads, to the nanosecond where the kernel keeps it. Threads that ended are not in it."""
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


def run_child(command, bench, expect=None, timeout=300, **options):
    """Runs a command to its end, started from a small process since a child's peak counts from the size of the one it was
    forked from. Answers its processor time in seconds, and its peak memory in MiB."""
    options.setdefault("stdin", subprocess.DEVNULL)
    options.setdefault("stdout", subprocess.PIPE)
    done = subprocess.run(
        [bench.floor, "run", *command], stderr=subprocess.PIPE, preexec_fn=lambda: pin(bench.server_core), timeout=timeout, **options
    )
    words = done.stderr.split()
    if len(words) < 3 or words[-1] != b"0" or (expect is not None and done.stdout != expect):
        raise Failure("%s printed %r and %r" % (command[-1], (done.stdout or b"")[:80], done.stderr[-500:]))
    return int(words[-3]) / 1e6, int(words[-2]) / 1024


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
