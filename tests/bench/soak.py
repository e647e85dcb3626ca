#!/usr/bin/env python3
"""Millions of requests of mixed sizes, and clients that vanish: does the memory stay where it was?

    tests/bench/soak.py                        # 20 million requests: twenty minutes or more
    tests/bench/soak.py --requests 3000000
    tests/bench/soak.py --runtime node         # for comparison

wrk asks on 50 connections, in slices of some seconds after each of which all 50 go away in the middle of what they were
doing; beside it one client after another begins something and vanishes. Memory (VmRSS) is noted after each million. Status
1 when a request fails, when the server ends, or when memory at the end is more than 5 % above that of the first million.
"""

import argparse
import os
import re
import shlex
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True

from common import ROOT, Failure, Runtime, Server, free_port, pin  # noqa: E402

GROWTH_MAX = 0.05

# Sizes by how often they are asked for: small ones mostly, as on the web; by length and in chunks; some bodies are posted.
WRK = """
local function get(path) return wrk.format("GET", path) end
local function post(size) return wrk.format("POST", "/", {["Content-Length"] = size}, string.rep("p", size)) end
local requests
function init()
  requests = { get("/l12"), get("/l12"), get("/c12"), get("/l1024"), get("/c1024"), get("/l300"), get("/l0"), get("/c5000"),
               get("/l20000"), get("/c70000"), get("/l150000"), post(10), post(1024), post(9000), post(100000), get("/l12") }
end
local next = 0
function request()
  next = next + 7
  return requests[next % #requests + 1]
end
"""

# What a vanishing client sends before it goes.
BEGUN = [
    b"",
    b"GET / HT",
    b"GET /l12 HTTP/1.1\r\nHost: x\r\n",
    b"GET /l12 HTTP/1.1\r\n\r\n",
    b"GET /l150000 HTTP/1.1\r\n\r\n",
    b"GET /c70000 HTTP/1.1\r\n\r\n" * 20,
    b"POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\nabc",
    b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc",
    b"\x16\x03\x01\x00\x00",
]


class Vanishing(threading.Thread):
    """Clients that begin something and go away, by FIN or by RST, one after the other."""

    def __init__(self, port, per_second):
        super().__init__(daemon=True)
        self.port, self.pause = port, 1 / per_second
        self.count = 0

    def run(self):
        while True:
            time.sleep(self.pause)
            try:
                connection = socket.create_connection(("127.0.0.1", self.port), 10)
                connection.sendall(BEGUN[self.count % len(BEGUN)])
                if self.count % 4 == 1:
                    connection.settimeout(0.05)
                    connection.recv(100)
                if self.count % 2:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()
            except OSError:
                # Refused or reset: the server is judged by the requests that must succeed.
                pass
            self.count += 1


def slice_of(server, script, seconds, core):
    done = subprocess.run(
        ["wrk", "-t1", "-c50", "-d%d" % seconds, "--timeout", "20s", "-s", script, "http://127.0.0.1:%d/" % server.port],
        stdout=subprocess.PIPE,
        preexec_fn=lambda: pin(core),
        timeout=seconds + 60,
    )
    report = done.stdout.decode()
    bad = re.findall(r"(?:Socket errors|Non-2xx or 3xx responses): .*", report)
    if bad:
        raise Failure("; ".join(bad))
    server.check_alive()
    return int(re.search(r"(\d+) requests in", report).group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runtime", default=os.path.join(ROOT, "target/release/noderu"), help="the command before the script")
    parser.add_argument("--requests", type=int, default=20_000_000)
    parser.add_argument("--seconds", type=int, default=5, help="of a slice")
    parser.add_argument("--vanishing", type=int, default=100, help="clients per second that go away")
    args = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    server_core, client_core = (cores[0], cores[1]) if len(cores) > 1 else (None, None)

    port = free_port()
    runtime = Runtime("soak", shlex.split(args.runtime))
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script, Server(
        runtime.arguments("soak", port), port, server_core
    ) as server:
        script.write(WRK)
        script.flush()
        vanishing = Vanishing(port, args.vanishing)
        vanishing.start()
        begun, total, marks = time.monotonic(), 0, []
        while total < args.requests:
            total += slice_of(server, script.name, args.seconds, client_core)
            if total >= (len(marks) + 1) * 1_000_000 or total >= args.requests:
                marks.append(server.memory_kib("VmRSS"))
                print(
                    "%11s requests, %9s clients vanished, %6.0f s, %6.0f s of CPU, RSS %.1f MiB, peak %.1f MiB"
                    % (
                        format(total, ","),
                        format(vanishing.count, ","),
                        time.monotonic() - begun,
                        server.cpu_seconds(),
                        marks[-1] / 1024,
                        server.memory_kib("VmHWM") / 1024,
                    ),
                    flush=True,
                )
    grown = marks[-1] / marks[0] - 1
    print("memory at the end against that after the first million: %+.1f %%" % (grown * 100))
    sys.exit(0 if grown <= GROWTH_MAX else 1)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit("soak: %s" % failure)
