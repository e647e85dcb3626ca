"""Programs as trees: what the grammar makes, what the reducer cuts, and how it becomes text.

A node is a kind and its parts, which are texts and nodes:

| kind | what it is | cut to |
|---|---|---|
| S | a statement | nothing; the statements within it |
| E | an expression | `0`, `[]`, `{}`; the expressions within it |
| L | a list with a separator (arguments, elements, members) | fewer items |
| F | the inside of a function: `info` is its mode | |
| Y | yield or await, as the function around it has it | its operand |
| R | return, or what stands for it where there is none | |
| Q | text for `eval` | |
| X | anything else | |
"""

import json
import re
import zlib


class Node:
    __slots__ = ("kind", "parts", "info")

    def __init__(self, kind, parts, info=None):
        self.kind = kind
        self.parts = parts
        self.info = info


# Modes of a function's inside. 'plain' is a script's, where `return` is a break out of the whole; in 'none' (parameters,
# fields) there is neither return nor yield.
def text(node, mode="plain"):
    out = []
    write(node, mode, out)
    return "".join(out)


def write(node, mode, out):
    if isinstance(node, str):
        out.append(node)
        return
    kind = node.kind
    if kind == "L":
        first = True
        for part in node.parts:
            if not first:
                out.append(node.info)
            first = False
            write(part, mode, out)
        return
    if kind == "F":
        mode = node.info
    elif kind == "Y":
        word = {"generator": "yield", "async": "await", "asyncgen": node.info}.get(mode)
        out.append(f"({word} " if word else "(")
        for part in node.parts:
            write(part, mode, out)
        out.append(")")
        return
    elif kind == "YS":
        word = {"generator": "yield* ", "async": "await ", "asyncgen": "yield* "}.get(mode, "")
        out.append(f"({word}")
        for part in node.parts:
            write(part, mode, out)
        out.append(")")
        return
    elif kind == "FA":
        out.append("for await (" if mode in ("async", "asyncgen") else "for (")
        return
    elif kind == "Q":
        # Text for `eval`: what is in it is in no function.
        out.append(json.dumps("".join(text(part, "none") for part in node.parts)))
        return
    elif kind == "R":
        if mode == "plain":
            out.append("{ log('return', ")
        elif mode == "none":
            out.append("{ log('no return', ")
        else:
            out.append("return ")
        for part in node.parts:
            write(part, mode, out)
        out.append("); break top; }" if mode == "plain" else "); }" if mode == "none" else ";")
        return
    for part in node.parts:
        write(part, mode, out)


def size(node):
    return len(node) if isinstance(node, str) else 1 + sum(size(part) for part in node.parts)


def walk(node, path=()):
    """Every node with the way to it, outer ones first."""
    if isinstance(node, str):
        return
    yield path, node
    for index, part in enumerate(node.parts):
        yield from walk(part, path + (index,))


def replaced(root, path, new):
    """A copy of the tree (what is unchanged is shared) with another node at a place."""
    if not path:
        return new
    parts = list(root.parts)
    parts[path[0]] = replaced(parts[path[0]], path[1:], new)
    return Node(root.kind, parts, root.info)


def nearest(node, kinds):
    """The nodes of these kinds that have none of them between."""
    found = []
    for part in node.parts:
        if isinstance(part, str):
            continue
        if part.kind in kinds:
            found.append(part)
        else:
            found.extend(nearest(part, kinds))
    return found


VARIANTS = {
    # name: kind of run, mode of the body, text before and after
    "plain": ("plain", "plain", "top: {\n", "\n}"),
    "function": ("function", "function", "(function (p0, p1, p2) {\n", "\n})"),
    "strict": ("function", "function", "(function (p0, p1, p2) { 'use strict';\n", "\n})"),
    "arrow": ("function", "function", "((p0, p1, p2) => {\n", "\n})"),
    "generator": ("generator", "generator", "(function* (p0, p1, p2) {\n", "\n})"),
    "async": ("async", "async", "(async function (p0, p1, p2) {\n", "\n})"),
    "asyncgen": ("asyncgen", "asyncgen", "(async function* (p0, p1, p2) {\n", "\n})"),
    # Every name lives in an environment, since an eval may ask for it.
    "captured": ("function", "function", "(function (p0, p1, p2) { var look = () => eval('p0');\n", "\n})"),
    # A block in a loop in a function: names are made anew for each round, closures of each round keep theirs.
    "loop": ("function", "function", "(function (p0, p1, p2) { for (let round = 0; round < 3; round++) {\nlog('round', round);\n", "\n} })"),
    "method": ("function", "function", "(class { static m(p0, p1, p2) {\n", "\n} }).m"),
    "with": ("function", "function", "(function (p0, p1, p2) { with ({ p9: 1 }) {\n", "\n} })"),
    "evaluated": ("function", "plain", "(function (p0, p1, p2) { eval(", "); })"),
    "default": ("function", "function", "(function (p0, p1, p2, p3 = () => p0) {\n", "\n})"),
}
STRICT = {"strict", "method"}


class Program:
    """A body with the ways in which it is run."""

    def __init__(self, body, sloppy, plan, label):
        self.body = body
        self.sloppy = sloppy  # has what strict code refuses
        self.plan = plan  # how a generator is driven
        self.label = label

    def case(self, variant):
        """What the prelude's runner takes: kind of run, text, plan."""
        kind, mode, before, after = VARIANTS[variant]
        body = text(self.body, mode)
        if variant == "evaluated":
            return (kind, before + json.dumps("top: {\n" + body + "\n}") + after, self.plan)
        return (kind, before + body + after, self.plan)

    def with_body(self, body):
        return Program(body, self.sloppy, self.plan, self.label)


def shape(source):
    """What a reduced text looks like without its names and numbers: failures with the same shape are one."""
    source = re.sub(r"'[^']*'", "S", source)
    source = re.sub(r"\b[vfCpk]\d+\b|\b[abcxyzijk]\b", "v", source)
    source = re.sub(r"\b\d+n?\b", "0", source)
    return re.sub(r"\s+", " ", source)


def number(text_):
    return zlib.crc32(text_.encode())
