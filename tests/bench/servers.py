"""Servers under load: work per second of the server's own processor time, and memory."""

import os
import re
import select
import subprocess
import time

from common import FLOOR, Failure, Server, free_port, pin

REQUEST = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
ANSWER_END = b"0\r\n\r\n"

# Requests that a server answers before it is measured.
WARM = 20_000

POST_1K = 'wrk.method = "POST"; wrk.body = string.rep("x", 1024); wrk.headers["Content-Type"] = "text/plain"\n'
THREE_HEADERS = 'wrk.headers["User-Agent"] = "wrk"; wrk.headers["Accept"] = "application/json"\n'


def start(runtime, bench, script, *args, floor=("http",)):
    port = free_port()
    if runtime.name == FLOOR:
        command = [*runtime.command, floor[0], port, *floor[1:]]
    else:
        command = runtime.arguments(script, port, *args)
    return Server(command, port, bench.server_core)


def test_http(runtime, bench):
    """Hello world under wrk."""
    with start(runtime, bench, "http") as server:
        warm(server, bench)
        requests, spent, report = loaded(server, bench)
        runtime.add("http requests per CPU-s", requests / spent)
        runtime.add("http requests per s", float(re.search(r"Requests/sec:\s+([\d.]+)", report).group(1)))
        value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", report).groups()
        runtime.add("http p99 ms", float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit])
        runtime.add("http peak MiB", server.memory_kib("VmHWM") / 1024)
        server.check_alive()


def under_wrk(script, metric, *args, floor, lua=None):
    """A test of one handler: requests per CPU second."""

    def test(runtime, bench):
        given = [argument(bench) if callable(argument) else argument for argument in args]
        with start(runtime, bench, script, *given, floor=("http", floor)) as server:
            path = None
            if lua:
                path = os.path.join(bench.folder, script + ".lua")
                with open(path, "w") as file:
                    file.write(lua)
            warm(server, bench, path)
            requests, spent, _ = loaded(server, bench, path)
            runtime.add(metric, requests / spent)
            server.check_alive()

    return test


def warm(server, bench, lua=None):
    """Until it has answered as many requests as a just-in-time compiler needs, but not for ever."""
    answered = 0
    for _ in range(10):
        answered += int(re.search(r"(\d+) requests in", run_wrk(server, bench, 1, lua)).group(1))
        if answered >= WARM:
            return


def loaded(server, bench, lua=None):
    before = server.cpu_seconds()
    report = run_wrk(server, bench, bench.seconds, lua)
    spent = server.cpu_seconds() - before
    requests = int(re.search(r"(\d+) requests in", report).group(1))
    bad = re.findall(r"(?:Socket errors|Non-2xx or 3xx responses): .*", report)
    if bad or requests == 0:
        raise Failure("%s (of %d requests)" % ("; ".join(bad), requests))
    return requests, spent, report


def run_wrk(server, bench, seconds, lua=None):
    command = ["wrk", "-t1", "-c%d" % bench.connections, "-d%d" % seconds, "--timeout", "20s", "--latency"]
    command += ["-s", lua] if lua else []
    done = subprocess.run(
        [*command, "http://127.0.0.1:%d/" % server.port],
        stdout=subprocess.PIPE,
        preexec_fn=lambda: pin(bench.client_core),
        timeout=seconds + 60,
    )
    return done.stdout.decode()


def test_idle(runtime, bench):
    """Memory per keep-alive connection that made one request; afterwards each of them must answer again."""
    with start(runtime, bench, "http") as server:
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
                raise Failure("%d of %d connections do not answer again" % (silent, len(connections)))
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
    with start(runtime, bench, "echo", floor=("echo",)) as server, server.connect() as connection:
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
            raise Failure("stuck after %d of %d bytes" % (received, total))
        if writable:
            offset = sent % len(block)
            piece = memoryview(block)[offset : offset + total - sent]
            sent += connection.send(piece)
        if readable:
            count = connection.recv_into(buffer)
            if not count:
                raise Failure("closed after %d of %d bytes" % (received, total))
            offset = received % len(block)
            checked = min(count, len(block) - offset)
            if buffer[:checked] != block[offset : offset + checked]:
                raise Failure("other bytes came back")
            received += count


def test_upload(runtime, bench):
    """One large body up, counted by a 'data' listener."""
    if runtime.name == FLOOR:
        return
    length = bench.large_mib << 20
    with start(runtime, bench, "upload") as server:
        before = server.cpu_seconds()
        answer = curl(bench, server, "-T", bench.large_file(), "-H", "Expect:", output="-")
        if answer != b"%d\n" % length:
            raise Failure("upload: %r" % answer[:80])
        runtime.add("upload MiB per CPU-s", bench.large_mib / (server.cpu_seconds() - before))
        runtime.add("upload peak MiB", server.memory_kib("VmHWM") / 1024)


def through(script, name):
    """A test of a proxy: one large body down from the floor, and one up to it."""

    def test(runtime, bench):
        if runtime.name == FLOOR:
            return
        length, port = bench.large_mib << 20, free_port()
        with Server([bench.floor, "http", port, length], port, bench.client_core):
            with start(runtime, bench, script, port) as server:
                before = server.cpu_seconds()
                came = curl(bench, server, "-w", "%{size_download}")
                if came != b"%d" % length:
                    raise Failure("%s: %r of %d bytes came" % (script, came, length))
                runtime.add(name + " MiB per CPU-s", bench.large_mib / (server.cpu_seconds() - before))
                runtime.add(name + " peak MiB", server.memory_kib("VmHWM") / 1024)

    return test


def curl(bench, server, *args, output="/dev/null"):
    done = subprocess.run(
        ["curl", "-sS", "--max-time", "300", "-o", output, *args, "http://127.0.0.1:%d/" % server.port],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: pin(bench.client_core),
    )
    if done.returncode != 0:
        raise Failure("curl: %s" % done.stderr.decode(errors="replace").strip())
    return done.stdout


TESTS = {
    "http": test_http,
    "http-1k": under_wrk("body", "1 KiB bodies per CPU-s", 1024, floor=1024),
    "http-64k": under_wrk("body", "64 KiB bodies per CPU-s", 65536, floor=65536),
    "http-post": under_wrk("post", "1 KiB posts per CPU-s", floor=1024, lua=POST_1K),
    "http-json": under_wrk("json", "JSON answers per CPU-s", floor=100, lua=THREE_HEADERS),
    "http-file": under_wrk("file", "64 KiB files per CPU-s", lambda bench: bench.file_64k(), floor=65536),
    "idle": test_idle,
    "echo": test_echo,
    "upload": test_upload,
    "proxy": through("proxy", "proxy"),
    "proxy-pipe": through("proxy-pipe", "proxy by pipe"),
}
