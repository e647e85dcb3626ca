"""Makes a program that fails small: whole statements first, then what is in them, then expressions.

A candidate is kept when node and the runtime still differ about it (a crash stays a crash). Many candidates go into one
process, since starting node costs more than running them.
"""

import time

from tree import Node, nearest, replaced, size, text, walk

LITERALS = ("0", "[]", "({})", "'s'", "undefined")


def reduce(program, variant, reference, ours, deadline, explained):
    # A plainer way to run it, if it fails there too.
    for other in ("function", "plain"):
        if other != variant and differs(program, other, reference, ours, explained):
            variant = other
            break
    kind = ours.alone(program.case(variant))
    died = kind.startswith("DIED")

    def first_failing(bodies):
        """The index of the first candidate that fails, by batches."""
        cases = [program.with_body(body).case(variant) for body in bodies]
        got = []
        if died:
            for index, case in enumerate(cases):
                result = ours.alone(case)
                if same_death(kind, result):
                    return index
            return None
        want = reference.batch(cases)
        got = ours.batch(cases)
        for index, (w, g) in enumerate(zip(want, got)):
            if w != g and not explained(w, g) and not g.startswith("DIED") and not "<SyntaxError>" in w:
                case = cases[index]
                w, g = reference.alone(case), ours.alone(case)
                if w != g and not explained(w, g):
                    return index
        return None

    body = program.body
    progress = True
    while progress and time.monotonic() < deadline:
        progress = False
        for step in (chunks, statements, lists, expressions):
            start = 0
            while time.monotonic() < deadline:
                candidates = list(step(body))
                found = None
                size_of_batch = 8 if died else 48
                for offset in range(start, len(candidates), size_of_batch):
                    if time.monotonic() > deadline:
                        break
                    some = [make(body) for make in candidates[offset:offset + size_of_batch]]
                    some = [b for b in some if size(b) < size(body)]
                    if not some:
                        continue
                    index = first_failing(some)
                    if index is not None:
                        found = some[index]
                        start = offset
                        break
                if found is None:
                    if start:
                        start = 0
                        continue
                    break
                body = found
                progress = True
    program = program.with_body(body)
    if program.plan:
        for plan in ("", "nt", "nr", "nnt", "nnr"):
            shorter = program.with_body(body)
            shorter.plan = plan
            if differs(shorter, variant, reference, ours, explained):
                program = shorter
                break
    for other in ("plain", "function"):
        if other == variant:
            break
        if differs(program, other, reference, ours, explained):
            variant = other
            break
    case = program.case(variant)
    return program, variant, reference.alone(case), ours.alone(case)


def same_death(a, b):
    return b.startswith("DIED") and a.split(" ", 2)[1] == b.split(" ", 2)[1] and ("panicked" in a) == ("panicked" in b)


def differs(program, variant, reference, ours, explained):
    case = program.case(variant)
    w, g = reference.alone(case), ours.alone(case)
    return w != g and not explained(w, g) and "<SyntaxError>" not in w


def chunks(body):
    """Halves, quarters ... of the statements at the top."""
    count = len(body.parts)
    width = count // 2
    while width >= 1:
        for offset in range(0, count, width):
            yield lambda b, o=offset, w=width: Node(b.kind, b.parts[:o] + b.parts[o + w:], b.info)
        width //= 2


def statements(body):
    """A statement goes, or what is in it takes its place."""
    for path, node in walk(body):
        if node.kind not in ("S", "R") or not path or node.parts == [""]:
            continue
        yield lambda b, p=path: replaced(b, p, Node("S", [""]))
        inner = nearest(node, ("S",))
        if inner:
            yield lambda b, p=path, i=inner: replaced(b, p, Node("S", [Node("L", i, "\n")]))
            for one in inner:
                yield lambda b, p=path, i=one: replaced(b, p, i)


def lists(body):
    for path, node in walk(body):
        if node.kind != "L" or not path:
            continue
        for index in range(len(node.parts)):
            yield lambda b, p=path, n=node, i=index: replaced(b, p, Node("L", n.parts[:i] + n.parts[i + 1:], n.info))


def expressions(body):
    for path, node in walk(body):
        if node.kind not in ("E", "Y", "YS") or not path:
            continue
        whole = text(node)
        if whole in LITERALS:
            continue
        for literal in LITERALS[:4] if len(whole) > 3 else LITERALS[:1]:
            yield lambda b, p=path, l=literal: replaced(b, p, Node("E", [l]))
        for one in nearest(node, ("E", "Y")):
            yield lambda b, p=path, i=one: replaced(b, p, i)
    # `x = value` in patterns and parameters, guards around statements.
    for path, node in walk(body):
        if node.kind == "X" and len(node.parts) > 1 and " = " in node.parts[1:2]:
            yield lambda b, p=path, n=node: replaced(b, p, Node("X", n.parts[:1]))
