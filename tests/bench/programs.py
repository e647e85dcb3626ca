"""Programs that run to their end: processor time of the whole run, start included."""

import os
import subprocess

from common import FLOOR, Failure, Server, free_port, run_child

REQUESTS = 50_000
FILES = 10_000
SPAWNS = 500
TIMERS = 200_000


def test_start(runtime, bench):
    """CPU time and peak memory of a program that prints a line."""
    if runtime.name == FLOOR:
        return
    for _ in range(bench.starts):
        cpu, peak = run_child(runtime.arguments("start"), bench, b"hello world\n")
        runtime.add("start CPU ms", cpu * 1000)
        runtime.add("start peak MiB", peak)


def test_client(runtime, bench):
    """Requests on 50 kept connections to the floor."""
    if runtime.name == FLOOR:
        return
    port = free_port()
    with Server([bench.floor, "http", port, 1024], port, bench.client_core):
        cpu, peak = run_child(runtime.arguments("client", port, REQUESTS), bench, b"")
    runtime.add("client requests per CPU-s", REQUESTS / cpu)
    runtime.add("client peak MiB", peak)


def timed(metric, script, args, expect):
    """A test of a program whose processor time counts."""

    def test(runtime, bench):
        if runtime.name != FLOOR:
            cpu, _ = run_child(runtime.arguments(script, *args(bench)), bench, expect)
            runtime.add(metric, cpu * 1000)

    return test


def test_copy(runtime, bench):
    """A large file to another by pipe."""
    if runtime.name == FLOOR:
        return
    target = os.path.join(bench.folder, "copy")
    source = bench.large_file()
    # What the kernel still has to write to the disk it writes in the time of whoever writes next.
    os.sync()
    cpu, peak = run_child(runtime.arguments("copy", source, target), bench, b"")
    if os.path.getsize(target) != bench.large_mib << 20:
        raise Failure("copy: %d bytes" % os.path.getsize(target))
    os.unlink(target)
    runtime.add("copy MiB per CPU-s", bench.large_mib / cpu)
    runtime.add("copy peak MiB", peak)


def through(script, name):
    """Standard input to standard output, pipes both."""

    def test(runtime, bench):
        if runtime.name == FLOOR:
            return
        length = bench.large_mib << 20
        source = subprocess.Popen(["head", "-c", str(length), "/dev/zero"], stdout=subprocess.PIPE)
        count = subprocess.Popen(["wc", "-c"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            cpu, peak = run_child(runtime.arguments(script), bench, stdin=source.stdout, stdout=count.stdin)
        finally:
            source.stdout.close()
            count.stdin.close()
            source.wait()
            came = count.stdout.read()
            count.wait()
        if int(came) != length:
            raise Failure("%s: %d of %d bytes" % (script, int(came), length))
        runtime.add(name + " MiB per CPU-s", bench.large_mib / cpu)
        runtime.add(name + " peak MiB", peak)

    return test


TESTS = {
    "start": test_start,
    "client": test_client,
    "copy": test_copy,
    "readfiles": timed("10,000 files read CPU ms", "readfiles", lambda bench: [bench.many_files(FILES)], b"%d\n" % FILES),
    "stat": timed("100,000 stats CPU ms", "stat", lambda bench: [bench.many_files(FILES)], b"%d\n" % (FILES * 1000 * 10)),
    "spawn": timed("500 spawns CPU ms", "spawn", lambda bench: [SPAWNS], b"done\n"),
    "ticks": timed("a million ticks CPU ms", "ticks", lambda bench: [], b"1000000\n"),
    "timers": timed("200,000 timers CPU ms", "timers", lambda bench: [TIMERS], b"%d\n" % (TIMERS // 10 * 9)),
    "pipe": through("pipe", "pipe"),
    "pipe-pump": through("pipe-pump", "pipe by pipe"),
}
