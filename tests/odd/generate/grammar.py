"""The grammar: which programs there are, and how often each thing in them.

Tables have a weight and a template; `$x` in a template is a hole that is filled on the spot, from left to right, so that what
a template declares is known in what follows. Holes are in `Grammar.hole`. Templates that need more are functions.

Programs keep to what the standard settles: no sorting by comparators that contradict themselves, no source text of
functions, no dates of now, no messages. They end: loops are counted, and every loop and function calls `T()`, which throws
when a program has had its share.
"""

import json
import random

from tree import Node, Program, text

KEYS = ["a", "b", "c", "x", "y", "length", "name", "0", "1", "2"]
IDENTS = ["a", "b", "c", "x", "y"]
SYMBOLS = ["iterator", "toPrimitive", "toStringTag", "hasInstance", "isConcatSpreadable", "species"]


class Scope:
    def __init__(self, function=False):
        self.names = {}  # name: (type, kind); kind is var, let, const, param, function, class
        self.function = function


class Grammar:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.scopes = [Scope(True)]
        self.scopes[0].names.update({p: ("e", "param") for p in ("p0", "p1", "p2")})
        self.depth = 0
        self.budget = 40 + self.r(140)
        self.serial = 0
        self.names = 0
        self.strict = False
        self.sloppy_used = False
        self.loops = [[]]  # per function: 'loop', 'switch', or the name of a label
        self.super = 0  # 1: super.x, 2: in a derived constructor
        self.fields = False  # no `arguments`
        # A program prefers a few kinds of things, so that they meet.
        self.taste = {}

    # ---- chance

    def r(self, n):
        return int(self.random.random() * n)

    def one(self, items):
        return items[self.r(len(items))]

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def weighted(self, table):
        key = id(table)
        weights = self.taste.get(key)
        if weights is None:
            weights = [w * self.one((0.3, 1, 1, 1, 3)) for w, _ in table]
            self.taste[key] = weights
        x = self.random.random() * sum(weights)
        for w, (_, item) in zip(weights, table):
            x -= w
            if x < 0:
                return item
        return table[-1][1]

    # ---- templates

    def make(self, kind, template):
        """A template (or a function of the grammar) as a node."""
        self.budget -= 1
        if callable(template):
            return template(self)
        parts, rest = [], template
        while True:
            before, mark, rest = rest.partition("$")
            parts.append(before)
            if not mark:
                break
            if rest[0] == "{":
                parts.append("$")
                continue
            parts.append(self.hole(rest[0]))
            rest = rest[1:]
        return Node(kind, parts)

    def hole(self, letter):
        return HOLES[letter](self)

    def number(self):
        self.serial += 1
        return str(self.serial)

    # ---- names

    def fresh(self, letter="v"):
        name = f"{letter}{self.names}"
        self.names += 1
        return name

    def declare(self, name, type_, kind):
        scope = self.scopes[-1]
        if kind == "var":
            for scope in reversed(self.scopes):
                if scope.function:
                    break
        scope.names[name] = (type_, kind)

    def visible(self, types=None, writable=False):
        found = []
        for scope in self.scopes:
            for name, (type_, kind) in scope.names.items():
                if (types is None or type_ in types) and not (writable and kind in ("counter",)) and not name.startswith("p"):
                    found.append(name)
        return found

    def variable(self, types=None, writable=False):
        found = self.visible(types, writable)
        if not found:
            return None
        # The newest are the likeliest.
        return found[-1 - min(self.r(len(found)), self.r(len(found)))]

    def scoped(self, make, function=False, kind="X"):
        self.scopes.append(Scope(function))
        try:
            return make()
        finally:
            self.scopes.pop()

    # ---- expressions

    def expression(self, type_="e"):
        self.depth += 1
        try:
            if self.depth > 5 or self.budget <= 0 or (self.depth > 2 and self.chance(35)):
                return self.leaf(type_)
            if type_ != "e" and self.chance(6):
                type_ = "e"  # anything, anywhere
            if self.chance(7):
                return Node("E", ["t(" + self.number() + ", ", self.expression(type_), ")"])
            if self.chance(4):
                node = self.expression(type_)
                return Node("Y", [node], self.one(("yield", "await")))
            if type_ == "e" and self.chance(45):
                type_ = self.one("nnssaaoofbbmuqgh")
            if self.chance(25):
                return self.leaf(type_)
            return self.make("E", self.weighted(EXPRESSIONS[type_]))
        finally:
            self.depth -= 1

    def leaf(self, type_):
        self.budget -= 1
        if type_ == "e":
            if self.chance(60):
                name = self.variable()
                if name:
                    return Node("E", [name])
            type_ = self.one("nnsaob")
        if self.chance(60):
            name = self.variable(type_)
            if name:
                return Node("E", [name])
        node = self.make("E", self.weighted(LEAVES[type_]))
        if type_ == "n" and any(mark in text(node) for mark in "-*.0123456789"):
            return Node("E", ["(", node, ")"])
        return node

    def integer(self):
        return self.one(("0", "1", "2", "3", "-1", "-2", "1", "2", "5", "0.5", "-0", "NaN", "Infinity", "-Infinity", "'1'", "undefined", "null", "2 ** 32", "2 ** 31", "1e21"))\
            if self.chance(40) else self.one(("0", "1", "2", "3", "-1", "4"))

    def key(self):
        return self.one(IDENTS)

    def computed(self):
        return Node("E", [self.one(("'a'", "'b'", "'x'", "0", "1", "'length'", "Symbol.iterator", "-1", "'0'", "1.5", "'y'"))]) if self.chance(60) else self.expression()

    def target(self):
        """Something that can be assigned to."""
        self.budget -= 1
        x = self.r(10)
        if x < 6 or self.depth > 4:
            name = self.variable(writable=True)
            if name:
                return Node("X", [name])
        if x < 8:
            return Node("X", [self.expression("o"), ".", self.key()])
        return Node("X", [self.expression("o"), "[", self.computed(), "]"])

    def pattern(self, leaf, depth=0):
        """A pattern whose leaves come from `leaf`; its `info` is an expression that has what it looks for."""
        self.budget -= 1
        if depth > 2 or (depth and self.chance(55)):
            node = leaf()
            return Node("X", [node], self.leaf("e"))
        items, values = [], []

        def element():
            inner = self.pattern(leaf, depth + 1)
            values.append(inner.info)
            return Node("X", [inner, " = ", self.expression()] if self.chance(35) else [inner])

        if self.chance(50):
            for _ in range(1 + self.r(3)):
                if self.chance(8):
                    items.append(Node("X", [""]))
                    values.append("0")
                else:
                    items.append(element())
            if self.chance(25):
                items.append(Node("X", ["...", self.pattern(leaf, depth + 2)]))
            value = Node("L", values[:self.r(4) + 1] if self.chance(20) else values, ", ")
            list_ = self.chance(70)
            return Node("X", ["[", Node("L", items, ", "), "]"], Node("E", ["[" if list_ else f"it('i{self.number()}', [", value, "]" if list_ else "])"]))
        keys = []
        for _ in range(1 + self.r(3)):
            x = self.r(10)
            if x < 6:
                key = self.key() + ": "
                items.append(Node("X", [key, element()]))
            elif x < 7:
                key = self.one(("0: ", "'b': ", "length: ", "1: "))
                items.append(Node("X", [key, element()]))
            else:
                key = self.one(("a", "b", "x"))
                wrapped = self.one((f"'{key}'", f"'{key}'", f"t({self.number()}, '{key}')")) if self.chance(60) else self.computed()
                items.append(Node("X", ["[", wrapped, "]: ", element()]))
                key += ": "
            keys.append(key)
        if self.chance(25):
            items.append(Node("X", ["...", leaf()]))
        members = Node("L", [Node("X", [key, value]) for key, value in zip(keys, values)] + (["z: 1", "[Symbol.iterator]: 2"] if self.chance(15) else []), ", ")
        plain = self.chance(70)
        return Node("X", ["{", Node("L", items, ", "), "}"], Node("E", ["({ " if plain else f"ob('o{self.number()}', {{ ", members, " })"]))

    def binding(self, kind, type_="e"):
        """A pattern that declares names."""
        made = []

        def leaf():
            made.append(self.fresh())
            return made[-1]

        node = self.pattern(leaf)
        for name in made:
            self.declare(name, type_, kind)
        return node

    def fitting(self, pattern, types):
        """What a pattern takes apart: mostly what it looks for."""
        return pattern.info if self.chance(70) else self.expression(self.one(types))

    def arguments(self):
        items = []
        for _ in range(self.r(4)):
            items.append(Node("X", ["...", self.expression("h")]) if self.chance(12) else self.expression())
        return Node("L", items, ", ")

    # ---- functions and classes

    def function_inside(self, mode, arrow=False, short=True, super_=0, fields=None):
        """Parameters and body: `(a, b) {` comes as two nodes."""
        saved = (self.loops, self.super, self.fields, self.depth)
        self.loops = [[]]
        self.depth += 1
        if not arrow:
            self.super = super_
            self.fields = False
        self.scopes.append(Scope(True))
        try:
            params, simple = [], True
            for _ in range(self.r(3)):
                if self.chance(70):
                    name = self.fresh()
                    self.declare(name, "e", "param")
                    if self.chance(30):
                        simple = False
                        params.append(Node("X", [name + " = ", self.expression()]))
                    else:
                        params.append(name)
                else:
                    simple = False
                    params.append(self.binding("param"))
            if self.chance(12):
                simple = False
                name = self.fresh()
                self.declare(name, "a", "param")
                params.append("..." + name)
            params = Node("F", [Node("L", params, ", ")], "none")
            names = [name for name, (_, kind) in self.scopes[-1].names.items() if kind == "param"]
            extra = []
            if names and not simple and self.chance(20):
                name = self.one(names)
                extra.append(Node("S", [f"var {name}{self.one(('', ' = ' + self.number()))};"]))
            if not arrow and self.chance(15):
                extra.append(Node("S", ["log(arguments.length, arguments[0]);"]))
                if names and simple and not self.strict and self.chance(60):
                    extra.append(Node("S", [f"{self.one(names)} = {self.number()}; log(arguments[0], arguments[1]);"]))
            body = [Node("X", ["T();"])] + extra + self.statements(1 + self.r(3 if short else 5))
            if self.chance(60):
                body.append(Node("R", [self.expression()]))
            return params, Node("F", [Node("L", body, "\n")], mode)
        finally:
            self.scopes.pop()
            self.loops, self.super, self.fields, self.depth = saved

    def function(self, mode="function", name="", super_=0):
        word = {"function": "function ", "generator": "function* ", "async": "async function ", "asyncgen": "async function* "}[mode]
        params, body = self.function_inside(mode)
        return [word + name + "(", params, ") {\n", body, "\n}"]

    def arrow(self, mode="function"):
        if self.chance(35):
            self.scopes.append(Scope(True))
            saved = self.loops
            self.loops = [[]]
            name = self.fresh()
            self.declare(name, "e", "param")
            try:
                return ["(", "async " if mode == "async" else "", name + " => (", Node("F", ["T(), ", self.expression()], "async" if mode == "async" else "function"), "))"]
            finally:
                self.scopes.pop()
                self.loops = saved
        params, body = self.function_inside(mode, arrow=True)
        return ["(", "async " if mode == "async" else "", "(", params, ") => {\n", body, "\n})"]

    def method(self, name, mode="function", super_=1):
        params, body = self.function_inside(mode, super_=super_)
        star = {"function": "", "generator": "*", "async": "async ", "asyncgen": "async *"}[mode]
        return [star] + name + ["(", params, ") {\n", body, "\n}"]

    def class_(self, name=""):
        saved = (self.strict, self.loops, self.super, self.fields)
        self.strict = True
        self.depth += 1
        self.scopes.append(Scope())
        if name:
            self.declare(name, "c", "const")
        try:
            head = ["class " + name]
            derived = self.chance(45)
            if derived:
                base = self.variable("c") if self.chance(70) else None
                head += [" extends ", base or self.one(("Array", "Object", "Error", "Map", "Promise", "function () { this.base = 1 }", "null")) if not self.chance(10) else self.make("E", "(t($l, class { constructor(...a) { log('base', a.length); } }))")]
            members = []
            private = self.chance(35)
            if private:
                p = self.number()
                members.append(Node("X", [f"#p{p} = ", Node("F", [self.field(1)], "none"), ";"]))
                self_ = "this"
                members.append(Node("X", [f"get p() {{ return {self_}.#p{p}; }} set p(v) {{ {self_}.#p{p} = v; }} has(o) {{ return #p{p} in o; }} static read(o) {{ return o.#p{p}; }}"]))
                if self.chance(30):
                    members.append(Node("X", [f"#m{p}() {{ return [this.#p{p}, ", Node("F", [self.field(1)], "function"), f"]; }} call() {{ return this.#m{p}(); }}"]))
                if self.chance(30):
                    members.append(Node("X", [f"bump() {{ return [this.#p{p}++, this.#p{p} += 1, this.#p{p} ??= 5, this?.#p{p}]; }}"]))
            if self.chance(55):
                params, body = self.function_inside("function", super_=2 if derived else 1)
                call = ["super(", Node("F", [self.arguments()], "function"), ");\n"] if derived and self.chance(90) else []
                members.append(Node("X", ["constructor(", params, ") {\n"] + call + [body, "\n}"]))
            for _ in range(1 + self.r(4)):
                x = self.r(12)
                static = "static " if self.chance(35) else ""
                if self.chance(30):
                    key = ["[", self.expression() if self.chance(40) else Node("X", ["t(" + self.number() + ", '" + self.key() + "')"]), "]"]
                else:
                    key = [self.one(IDENTS + ["0", "'b c'", "m", "toString"])]
                if x < 4:
                    mode = self.one(("function", "function", "generator", "async", "asyncgen"))
                    members.append(Node("X", [static] + self.method(key, mode)))
                elif x < 6:
                    which = self.one(("get", "set"))
                    if which == "get":
                        params, body = self.function_inside("function", super_=1)
                        members.append(Node("X", [static + "get "] + key + ["() {\n", body, "\n}"]))
                    else:
                        members.append(Node("X", [static + "set "] + key + ["(v) { log('set', v); this.w = v; }"]))
                elif x < 10:
                    members.append(Node("X", [static] + key + [" = ", Node("F", [self.field(1)], "none"), ";"]))
                else:
                    saved_fields = self.fields
                    self.fields = True
                    self.loops = [[]]
                    self.super = 1
                    members.append(Node("X", ["static {\n", Node("F", [Node("L", self.scoped(lambda: self.statements(1 + self.r(2)), True), "\n")], "none"), "\n}"]))
                    self.fields = saved_fields
            return head + [" {\n", Node("L", members, "\n"), "\n}"]
        finally:
            self.scopes.pop()
            self.depth -= 1
            self.strict, self.loops, self.super, self.fields = saved

    def field(self, super_):
        saved = (self.fields, self.super)
        self.fields, self.super = True, super_
        try:
            return self.one(("this.a", "this", "super.x", "new.target")) if self.chance(20) else self.expression()
        finally:
            self.fields, self.super = saved

    def object_(self):
        items = []
        for _ in range(self.r(5)):
            x = self.r(16)
            key = self.one(IDENTS)
            if x < 6:
                items.append(Node("X", [key + ": ", self.expression()]))
            elif x < 7:
                items.append(Node("X", ["[", self.computed(), "]: ", self.expression()]))
            elif x < 8:
                items.append(Node("X", ["...", self.expression()]))
            elif x < 10:
                mode = self.one(("function", "function", "generator", "async"))
                items.append(Node("X", self.method([key] if self.chance(70) else ["[", self.computed(), "]"], mode)))
            elif x < 12:
                items.append(Node("X", [f"get {key}() {{ return t({self.number()}, ", Node("F", [self.expression()], "function"), "); }"]))
            elif x < 13:
                items.append(Node("X", [f"set {key}(v) {{ log('set {key}', v); }}"]))
            elif x < 14:
                name = self.variable()
                items.append(Node("X", [name]) if name else Node("X", ["a: 1"]))
            elif x < 15:
                items.append(Node("X", ["__proto__: ", self.expression("o")]) if not any("__proto__" in str(i.parts[0]) for i in items) else Node("X", ["c: 3"]))
            else:
                items.append(self.symbol_member())
        return Node("E", ["({ ", Node("L", items, ", "), " })"])

    def symbol_member(self):
        which = self.r(5)
        n = self.number()
        if which == 0:
            return Node("X", ["[Symbol.toPrimitive](hint) { log('toPrimitive " + n + "', hint); return ", Node("F", [self.expression()], "function"), "; }"])
        if which == 1:
            return Node("X", ["*[Symbol.iterator]() { T(); yield ", Node("F", [self.expression()], "function"), "; yield " + n + "; }"])
        if which == 2:
            return Node("X", ["[Symbol.toStringTag]: 'tag'"])
        if which == 3:
            return Node("X", [f"valueOf() {{ log('valueOf {n}'); return ", Node("F", [self.expression("n")], "function"), "; }"])
        return Node("X", [f"toString() {{ log('toString {n}'); return ", Node("F", [self.expression("s")], "function"), "; }"])

    def template_literal(self):
        parts = ["`"]
        for _ in range(1 + self.r(3)):
            parts += [self.one(("a", "\\n", " ", "", "x\\u0041", "-")), "${", self.expression(), "}"]
        return Node("E", parts + ["`"])

    def regexp(self):
        flags = "".join(f for f in "gimsuy" if self.chance(22))
        unicode = "u" in flags
        groups = [0]

        def atom(depth):
            x = self.r(20)
            if x < 6:
                return self.one("abcd1")
            if x < 8:
                return self.one((".", "\\d", "\\w", "\\s", "\\D", "\\W", "\\b", "\\B", "^", "$"))
            if x < 11:
                return self.one(("[ab]", "[^b]", "[a-c]", "[\\d_]", "[^\\w]", "[^]", "[\\s\\S]", "[A-Z]", "[]"))
            if x < 12:
                return self.one(("\\u00e9", "\\ud83d\\ude00", "\\u017f", "K", "s", "\\x61", "\\u{1F600}" if unicode else "\\u212a", "\\n"))
            if depth > 2:
                return "a"
            if x < 16:
                inner = body(depth + 1)
                kind = self.r(8)
                if kind < 4:
                    groups[0] += 1
                    return "(" + inner + ")"
                if kind < 5:
                    groups[0] += 1
                    return f"(?<n{groups[0]}>" + inner + ")"
                return self.one(("(?:", "(?=", "(?!", "(?<=", "(?<!")) + inner + ")"
            if x < 17 and groups[0]:
                return "\\" + str(1 + self.r(groups[0]))
            return self.one("abx_")

        def body(depth):
            out = ""
            for _ in range(1 + self.r(3)):
                a = atom(depth)
                if a[0] not in "^$" and not a.startswith(("\\b", "\\B", "(?=", "(?!", "(?<")) and self.chance(35) and "*" not in a and "+" not in a:
                    a += self.one(("*", "+", "?", "{1,2}", "{2}", "*?", "+?", "??", "{0,1}"))
                out += a
                if self.chance(8):
                    out += "|"
            return out

        return "/" + body(0) + "/" + flags

    def subject(self):
        """A text for a regexp, as a literal."""
        pieces = ["a", "b", "c", "ab", "d", "1", "_", " ", "A", "B", "\n", "x", "aab", "12"] + ["\u00e9", "\U0001F600", "\u017f", "\u212a", "k", "K", "s", "\ud83d"]
        return json.dumps("".join(self.one(pieces if self.chance(40) else pieces[:14]) for _ in range(self.r(9))))

    # ---- statements

    def statements(self, count):
        out = []
        for _ in range(count):
            out.append(self.statement())
        return out

    def statement(self):
        self.depth += 1
        try:
            if self.budget <= 0 or self.depth > 6:
                return self.make("S", self.weighted(SIMPLE))
            return self.make("S", self.weighted(SIMPLE if self.chance(55) else STATEMENTS))
        finally:
            self.depth -= 1

    def block(self, count=None, loop=None):
        """`{ .. }` with names of its own."""
        if loop:
            self.loops[-1].append(loop)
        try:
            return self.scoped(lambda: Node("X", ["{\n", Node("L", self.statements(count or 1 + self.r(3)), "\n"), "\n}"]))
        finally:
            if loop:
                self.loops[-1].pop()

    def loop_body(self):
        node = self.block(loop="loop")
        node.parts[0] = "{ T();\n"
        return node

    def jump(self):
        open_ = self.loops[-1]
        labels = [o for o in open_ if o not in ("loop", "switch")]
        choices = []
        if open_ and any(o in ("loop", "switch") for o in open_):
            choices.append("break;")
        if "loop" in open_:
            choices.append("continue;")
        for name in labels:
            choices.append(f"break {name.lstrip('*')};")
            if name.startswith("*"):
                choices.append(f"continue {name.lstrip('*')};")
        return self.one(choices) if choices else None

    def declaration(self):
        kind = self.one(("var", "let", "const", "let", "var"))
        type_ = self.one("eennssaaoofgmuqbr")
        if self.chance(30):
            # The names are not known to their own initialisers, mostly.
            saved = [dict(scope.names) for scope in self.scopes]
            pattern = self.binding(kind)
            added = [dict(scope.names) for scope in self.scopes]
            if not self.chance(15):
                for scope, names in zip(self.scopes, saved):
                    scope.names = names
            value = self.fitting(pattern, "aooehhg")
            for scope, names in zip(self.scopes, added):
                scope.names.update(names)
            return Node("S", [kind + " ", pattern, " = ", value, ";"])
        name = self.fresh()
        if kind != "var" and len(self.scopes) > 1 and self.chance(25):
            # A name of outside, hidden.
            outer = [n for n in self.visible() if n not in self.scopes[-1].names and n[0] == "v"]
            if outer:
                name = self.one(outer)
                if any(name in s.names for s in self.scopes[-1:]):
                    name = self.fresh()
                self.names += 1
        if kind == "var" and self.chance(10):
            value = None
        else:
            value = self.expression(type_)
        self.declare(name, type_ if kind == "const" or type_ in "ao" or self.chance(70) else "e", kind)
        return Node("S", [f"{kind} {name}"] + ([" = ", value] if value else []) + [";"])

    def guarded(self, node):
        """What a statement throws does not end the whole, mostly; what it declares must stay visible."""
        first = node.parts[0] if isinstance(node.parts[0], str) else ""
        if first.startswith(("let ", "const ", "class ")) or self.chance(20):
            return node
        return Node("S", ["try { ", node, " } catch (e) { log('threw', e); }"])

    def program(self):
        count = 3 + self.r(6)
        body = Node("L", [self.guarded(self.statement()) for _ in range(count)], "\n")
        # Everything that is visible at the end, shown.
        names = self.visible()[-8:]
        if names:
            body.parts.append(Node("S", ["log(" + ", ".join(names) + ");"]))
        plan = "".join(self.one("nnnnntr") for _ in range(10)) if self.chance(60) else ""
        return body, plan

# ---- holes


def label_block(g):
    name = f"k{g.r(100)}"
    while any(o.lstrip("*") == name for o in g.loops[-1]):
        name = f"k{g.r(100)}"
    g.loops[-1].append(name)
    try:
        return Node("S", [name + ": ", g.block()])
    finally:
        g.loops[-1].pop()


def labelled_loop(g):
    name = f"k{g.r(100)}"
    while any(o.lstrip("*") == name for o in g.loops[-1]):
        name = f"k{g.r(100)}"
    g.loops[-1].append("*" + name)
    try:
        return Node("S", [name + ": ", g.make("S", g.weighted(LOOPS))])
    finally:
        g.loops[-1].pop()


def for_counted(g):
    def make():
        name = g.fresh()
        kind = g.one(("let", "let", "var"))
        g.declare(name, "n", "counter" if kind == "let" else "var")
        if kind == "var":
            g.scopes[-1].names[name] = ("n", "counter")
        n = 2 + g.r(4)
        step = g.one((f"{name}++", f"{name}++", f"{name} += 1", f"log({name}), {name}++"))
        return Node("S", [f"for ({kind} {name} = 0; {name} < {n}; {step}) ", g.loop_body()])
    return g.scoped(make)


def for_of(g, await_=False):
    def make():
        what = g.expression("h")
        x = g.r(10)
        if x < 6:
            kind = g.one(("let", "const", "var"))
            if kind == "var":
                head = [g.fresh("v")]
                g.declare(head[0], "e", "var")
                head = ["var "] + head
            else:
                head = [kind + " ", g.binding(kind) if g.chance(40) else (lambda n: (g.declare(n, "e", kind), n)[1])(g.fresh())]
        elif x < 8:
            head = [g.target()]
        else:
            head = [g.pattern(g.target)]
        return Node("S", [Node("FA", []) if await_ else "for (", *head, " of ", what, ") ", g.loop_body()])
    return g.scoped(make)


def for_in(g):
    def make():
        what = g.expression(g.one("oooae"))
        if "px(" in text(what) or "Proxy" in text(what):
            what = g.leaf("a")  # which traps for-in calls is left open
        if g.chance(75):
            kind = g.one(("let", "const", "var"))
            name = g.fresh()
            g.declare(name, "s", kind)
            head = [f"{kind} {name}"]
        else:
            head = [g.target()]
        return Node("S", ["for (", *head, " in ", what, ") ", g.loop_body()])
    return g.scoped(make)


def switch(g):
    def make():
        subject = g.expression()
        g.loops[-1].append("switch")
        cases = []
        default = g.r(4)
        try:
            for i in range(1 + g.r(4)):
                body = g.statements(g.r(3)) + ([Node("S", ["break;"])] if g.chance(45) else [])
                if i == default:
                    cases.append(Node("X", ["default:\n", Node("L", body, "\n")]))
                else:
                    cases.append(Node("X", ["case ", g.expression(), ":\n", Node("L", body, "\n")]))
        finally:
            g.loops[-1].pop()
        return Node("S", ["switch (", subject, ") {\n", Node("L", cases, "\n"), "\n}"])
    return g.scoped(make)


def try_(g):
    parts = ["try ", g.block()]
    which = g.r(5)
    if which != 4:
        def catch():
            if g.chance(75):
                pattern = g.binding("let") if g.chance(20) else (lambda n: (g.declare(n, "e", "let"), n)[1])(g.fresh())
                return [" catch (", pattern, ") ", g.block()]
            return [" catch ", g.block()]
        parts += g.scoped(catch)
    if which in (0, 1, 4):
        parts += [" finally ", g.block()]
    return Node("S", parts)


def jump_or(g):
    jump = g.jump()
    if jump:
        return Node("S", [f"if (", g.expression(g.one("be")), f") {jump}" if g.chance(70) else f") {{ log('{jump[:-1]}'); {jump} }}"])
    return Node("S", ["log(", g.expression(), ");"])


def bare_jump(g):
    jump = g.jump()
    if jump and g.chance(60):
        return Node("S", [jump])
    if g.depth < 2:
        return Node("S", ["log(", g.expression(), ");"])
    return Node("S", [Node("R", [g.expression()])])


def throw(g):
    return Node("S", ["throw ", g.expression() if g.chance(50) else g.one((f"'e{g.r(9)}'", f"new Error('m{g.r(9)}')", f"new TypeError('m{g.r(9)}')")), ";"])


def function_declaration(g):
    name = g.fresh("f")
    mode = g.one(("function", "function", "function", "generator", "async", "asyncgen"))
    node = Node("S", g.function(mode, name))
    g.declare(name, {"function": "f", "generator": "gf", "async": "f", "asyncgen": "f"}[mode], "function")
    return node


def class_declaration(g):
    name = g.fresh("C")
    node = Node("S", g.class_(name))
    g.declare(name, "c", "class")
    return node


def with_(g):
    if g.strict:
        return Node("S", ["log(", g.expression(), ");"])
    g.sloppy_used = True
    what = g.expression("o")
    if "px(" in text(what) or "Proxy" in text(what):
        what = g.leaf("a")  # node asks a Proxy less often than the standard
    return Node("S", ["with (", what, ") ", g.scoped(lambda: with_body(g))])


def with_body(g):
    for name in IDENTS:
        g.declare(name, "e", "with")
    return g.block()


def closures(g):
    """Functions made in a loop, called afterwards."""
    list_, i = g.fresh(), g.fresh()
    kind = g.one(("let", "let", "var", "const"))

    def make():
        g.declare(i, "n", "counter" if kind == "let" else "const")
        head = f"for ({kind} {i} of [1, 2, 3])" if kind == "const" or g.chance(30) else f"for ({kind} {i} = 0; {i} < 3; {i}++)"
        inner = g.block(loop="loop")
        inner.parts[0] = "{ T();\n"
        inner.parts[-1] = Node("X", [f"\n{list_}.push(", Node("X", g.arrow()) if g.chance(60) else Node("X", ["(", *g.function(), ")"]), f", () => {i}, () => {{ {i}{g.one(('++', ' += 2', '; '))}; return {i}; }});\n}}"])
        return Node("X", [head + " ", inner])
    g.declare(list_, "a", "var")
    return Node("S", [f"var {list_} = [];\n", g.scoped(make), f"\nfor (const f of {list_}) try {{ log(f(1, 2)); }} catch (e) {{ log('threw', e); }}"])


def hot(g):
    """A place of access that runs many times while what it looks at changes."""
    f, list_ = g.fresh("f"), g.fresh()
    key = g.one(IDENTS)
    site = g.one((f"o.{key}", f"o.{key}", f"o.{key} = i", f"o.{key}++", f"delete o.{key}", f"o.{key}?.()", f"'{key}' in o", f"o['{key}']", f"(o.{key} += 1)", f"o.{key}()",
                  f"[o.{key} = i, o.{key}]", f"(({{ {key}: v, ...rest }}) => [v, rest])(o)", f"o.{key} ??= i", f"[o.{key}, o.{g.key()}]", f"(o.{key} = i, o.{g.key()} = i, Object.keys(o).join())"))
    body = [f"function {f}(o, i) {{ {'' if g.chance(70) else chr(34) + 'use strict' + chr(34) + '; '}return {site}; }}\n", f"{{ const P = {{ {key}: 'p' }}; const Q = Object.create(P);\nconst O = [", ]
    objects = [f"{{ {key}: 1 }}", "{ a: 1, b: 2 }", "Object.create(P)", "Object.create(Q)", f"{{ __proto__: Q, {g.key()}: 3 }}", f"{{ get {key}() {{ return 'g'; }} }}", "[1, 2]", f"new (class {{ {key} = 4; }})", "{}",
               f"Object.freeze({{ {key}: 9 }})", f"px('h', {{ {key}: 5 }})", f"{{ {key}() {{ return this === O[0]; }} }}", "function () {}", "'text'", f"{{ b: 1, {key}: 2, c: 3 }}", f"Object.create({{ set {key}(v) {{ log('set', v); }} }})", "Object.create(null)"]
    count = 2 + g.r(3)
    body.append(Node("L", [Node("X", [g.one(objects)]) for _ in range(count)], ", "))
    body.append("];\nfor (let i = 0; i < 8; i++) { T();\nfor (const o of O) try { log(i, " + f + "(o, i)); } catch (e) { log('threw', e); }\n")
    changes = [f"delete P.{key}", f"P.{key} = i", f"Q.{key} = 'q' + i", f"delete Q.{key}", f"Object.defineProperty(P, '{key}', {{ get() {{ return 'got'; }}, configurable: true }})",
               f"Object.defineProperty(O[0], '{key}', {{ value: 7, writable: false, configurable: true }})", f"Object.defineProperty(O[0], '{key}', {{ get() {{ return 'own'; }}, set(v) {{ log('own set', v); }}, configurable: true }})",
               "Object.setPrototypeOf(O[0], { y: 8, x: 9 })", "Object.setPrototypeOf(Q, { a: 'z' })", "O[0].__proto__ = null", "Object.freeze(O[0])", "Object.preventExtensions(O[1])", f"delete O[0].{key}",
               f"delete O[1].a", f"O[1].{key} = 'again'", f"O[0].z{g.r(9)} = 1", f"Object.prototype.{key} = 'op'", f"delete Object.prototype.{key}", f"P.{g.key()} = 'other'",
               f"Object.defineProperty(P, '{key}', {{ set(v) {{ log('P set', v); }}, get() {{ delete P.{key}; return 'once'; }}, configurable: true }})", f"Object.defineProperty(Q, '{key}', {{ value: 3, writable: false, configurable: true }})",
               "O.reverse()", "O[1] = Object.assign({}, O[0])", "O[1] = Object.create(O[0])", f"O.push({{ {key}: i }})" , f"P.{key} = function () {{ return 'called'; }}"]
    for _ in range(1 + g.r(4)):
        body.append(Node("S", [f"if (i === {1 + g.r(6)}) try {{ {g.one(changes)}; }} catch (e) {{ log('change', e); }}\n"]))
    body.append(f"}} delete Object.prototype.{key}; }}")
    return Node("S", body)


def collection_loop(g):
    """A Map, Set or array changed while it is iterated."""
    m, n = g.fresh(), g.fresh()
    kind = g.r(3)
    start = ["new Map([[1, 'a'], [2, 'b'], [3, 'c'], [4, 'd']])", "new Set([1, 2, 3, 4])", "[1, 2, 3, 4]"][kind]
    add = [f"{m}.set(K, K)", f"{m}.add(K)", f"{m}.push(K)"][kind]
    changes = [[f"{m}.delete({1 + g.r(5)})", add.replace("K", str(g.r(8))), f"{m}.clear()", f"{m}.delete({n})" if kind else f"{m}.delete({n}[0])", f"{m}.delete({1 + g.r(5)}), " + add.replace("K", str(1 + g.r(5)))],
               ] if kind < 2 else [[f"{m}.shift()", add.replace("K", str(g.r(8))), f"{m}.length = {g.r(5)}", f"{m}.unshift(0)", f"{m}.splice(1, 2)", f"{m}[6] = 1", f"delete {m}[2]"]]
    lines = []
    for _ in range(1 + g.r(3)):
        lines.append(Node("S", [f"if (n === {g.r(5)}) {g.one(changes[0])};\n"]))
    loop = g.one((f"for (const {n} of {m}", f"{m}.forEach({n} =>", f"for (const {n} of {m}.{g.one(('entries', 'keys', 'values'))}()"))
    if loop.startswith("for"):
        head, tail = loop + ") {", "}"
    else:
        head, tail = loop + " {", "});"
    if "keys()" in loop or "values()" in loop:
        lines = [Node("S", [str(l.parts[0]).replace(f"{n}[0]", n)]) for l in lines]
    return Node("S", [f"{{ const {m} = {start}; let n = 0;\n{head} T(); log({n}); if (n++ > 9) return_;\n".replace("return_", "break" if loop.startswith("for") else "throw 'many'"), *lines, f"{tail}\nlog({m}); }}"]) \
        if loop.startswith("for") else Node("S", [f"try {{ const {m} = {start}; let n = 0;\n{head} T(); log({n}); if (n++ > 9) throw 'many';\n", *lines, f"{tail}\nlog({m}); }} catch (e) {{ log(e); }}"])


def drive(g):
    """A generator that is driven from outside."""
    name, v = g.fresh("f"), g.fresh()
    async_ = g.chance(25)
    params, body = g.function_inside("asyncgen" if async_ else "generator", short=False)
    out = [("async " if async_ else "") + f"function* {name}(", params, ") {\n", body, "\n}\n"]
    g.declare(name, "gf", "function")
    g.declare(v, "g", "var")
    out.append(f"var {v} = {name}(1, 2);\n")
    for _ in range(2 + g.r(4)):
        call = g.one((f"{v}.next(%)", f"{v}.next(%)", f"{v}.return(%)", f"{v}.throw(%)", f"[...{v}]", f"(([x]) => x)({v})"))
        before, _, after = call.partition("%")
        arg = g.expression() if "%" in call else ""
        if async_:
            out.append(Node("S", ["try { " + before, arg, after + ".then(r => log('later', r), e => log('later threw', e)); } catch (e) { log('threw', e); }\n" if "%" in call else after + "; } catch (e) { log('threw', e); }\n"]))
        else:
            out.append(Node("S", ["try { log(" + before, arg, after + "); } catch (e) { log('threw', e); }\n"]))
    return Node("S", out)


def async_piece(g):
    params, body = g.function_inside("async", short=False)
    return Node("S", ["(async function (", params, ") {\n", body, "\n})(", g.arguments(), ").then(v => log('then', v), e => log('rejected', e));"])


def patched(g):
    """A built-in changed for a while."""
    what = g.one(("Array.prototype[1]", "Array.prototype[Symbol.iterator]", "Array.prototype.push", "Object.prototype.x", "String.prototype.at", "RegExp.prototype.exec", "Map.prototype.set", "Set.prototype.add",
                  "Array.prototype.constructor", "Promise.prototype.then", "Object.prototype.toString", "Number.prototype.valueOf", "Function.prototype.call"))
    owner, _, _ = what.rpartition(".") if not what.endswith("]") else what.partition("[")
    key = what[len(owner):]
    value = {"Array.prototype[1]": "'hole'", "Array.prototype[Symbol.iterator]": "function* () { log('iterated'); for (var i = 0; i < this.length && i < 3; i++) yield this[i]; }",
             "Object.prototype.x": "'everywhere'", "Array.prototype.constructor": "{ [Symbol.species]: function (n) { log('species', n); this.n = n; } }",
             "Promise.prototype.then": "function (a, b) { note = 1; return kept.call(this, a, b); }"}.get(what, f"function (...a) {{ log('patched', a.length); return kept.apply(this, a); }}")
    note = f"{{ const kept = {what}, had = Object.getOwnPropertyDescriptor({owner}, {json.dumps(key[1:]) if key[0] == '.' else key[1:-1]});\n"
    value = value.replace("note = 1; ", "")
    if what in ("Function.prototype.call", "Object.prototype.toString", "Number.prototype.valueOf"):
        value = "function () { return 'patched'; }"
    inner = g.scoped(lambda: Node("L", g.statements(1 + g.r(2)), "\n"))
    key_text = json.dumps(key[1:]) if key[0] == "." else key[1:-1]
    return Node("S", [note + f"try {{ {what} = {value};\n", inner, f"\n}} finally {{ if (had) Reflect.defineProperty({owner}, {key_text}, had); else delete {what}; }} }}"])


def evaluated(g):
    """Text that is evaluated, directly or not."""
    saved = (g.loops, g.fields)
    g.loops = [[]]
    g.fields = True
    try:
        node = g.scoped(lambda: Node("L", g.statements(1 + g.r(2)) + [Node("S", [g.expression(), ";"])], "\n"))
    finally:
        g.loops, g.fields = saved
    return Node("E", [g.one(("eval(", "eval(", "(0, eval)(")), Node("Q", [node]), ")"])


def literal_function(g, mode=None):
    mode = mode or g.one(("function", "function", "generator", "async"))
    return Node("E", ["(", *g.function(mode, g.one(("", "", g.fresh("f")))), ")"])


def immediately(g):
    x = g.r(6)
    if x < 2:
        return Node("E", ["(", Node("E", ["(", *g.function(), ")"]), ")(", g.arguments(), ")"])
    if x < 4:
        return Node("E", [Node("E", g.arrow()), "(", g.arguments(), ")"])
    if x < 5:
        return Node("E", ["[...", Node("E", ["(", *g.function("generator"), ")"]), "(", g.arguments(), ")]"])
    return Node("E", ["new (", *g.function(), ")(", g.arguments(), ")"])


def class_expression(g):
    return Node("E", ["(", *g.class_(g.one(("", g.fresh("C")))), ")"])


def assign_pattern(g):
    pattern = g.pattern(g.target)
    return Node("E", ["(", pattern, " = ", g.fitting(pattern, "aoehh"), ")"])


def super_use(g):
    if g.super:
        return g.make("E", g.one(("super.x", "super.a", "super[$K]", "super.m?.()", "(super.y = $e)", "super.toString()", "super.constructor.name")))
    return g.leaf("e")


def arguments_use(g):
    if g.fields:
        return g.leaf("e")
    return g.make("E", g.one(("arguments[0]", "arguments.length", "(arguments[0] = $e)", "[...arguments]", "typeof arguments", "delete arguments[0]")) if not g.strict else "arguments[1]")


def delete_use(g):
    return Node("E", ["delete ", g.expression("o"), g.one((".a", ".x", "[0]", "?.b"))])


def method_call_on_class(g):
    name = g.variable("c")
    if not name:
        return g.leaf("e")
    return g.make("E", g.one((f"new {name}($A)", f"new {name}($A).{g.key()}", f"{name}.{g.key()}", f"new {name}($A).m?.($A)", f"Reflect.construct({name}, [$e], $f)", f"new {name}($A).p", f"{name}.read($o)", f"new {name}().has($o)", f"new (class extends {name} {{}})($A)", f"{name}.{g.key()}?.($A)", f"new {name}().bump?.()", f"$e instanceof {name}")))


def generator_object(g):
    name = g.variable("gf")
    if name and g.chance(60):
        return Node("E", [f"{name}(", g.arguments(), ")"])
    return g.make("E", g.one(("gn('g$l', 3)", "it('i$l', [1, 2, 3])", "it('i$l', [$e, $e], '$I')")))


def callback(g):
    return g.make("E", g.weighted(CALLBACKS))


def iterable(g):
    return g.make("E", g.weighted(ITERABLES))


ITERABLES = [
    (6, "[$e, $e, $e]"), (2, "[$e, , $e]"), (3, "it('i$l', [$e, $e])"), (3, "it('i$l', [1, [2, 3], {a: 4}], '$I')"), (2, "gn('g$l', 3)"), (1, "'ab\\ud83d\\ude00'"), (1, "new Set([1, 2, $e])"), (2, "new Map([[1, $e], ['k', $e]])"),
    (2, "$a"), (1, "[[1, $e], [$e, 4], [5]]"), (1, "[{ a: 1, b: $e }, { a: $e }]"), (1, "$m.entries()"), (1, "Object.entries($o)"), (1, "[$e, $e].keys()"), (1, "(function* () { T(); yield* $h; yield $n; })()"), (1, "$q"), (0.5, "$e"), (0.5, "px('p$l', [1, $e])"),
]

CALLBACKS = [
    (4, "((x, i) => (T(), log('cb', x, i), $e))"), (3, "(function (x) { T(); return $e; })"), (2, "(x => x)"), (2, "((a, b) => (log('cb2', a, b), b))"), (2, "(x => { T(); if (x === 2) throw 'cb'; return x; })"), (1, "$f"), (1, "(x => x > 1)"),
]

LEAVES = {
    "n": [(6, "$i"), (1, "-0"), (1, "NaN"), (1, "1e21"), (1, "0.1"), (0.5, "-1.5"), (0.3, "2 ** 53"), (0.3, "0xff"), (0.3, "5e-324"), (0.3, "1.7976931348623157e308"), (0.3, "123456789.123"), (0.3, "-2147483648")],
    "s": [(3, "'a'"), (2, "''"), (2, "'abc'"), (1, "'x y'"), (1, "'12'"), (1, "'\\u00e9\\ud83d\\ude00'"), (1, "'\\ud83d'"), (0.5, "'1e3'"), (0.5, "' 7 '"), (0.5, "'0x1f'"), (0.5, "'length'"), (0.5, "'abcabcabcabc'")],
    "b": [(1, "true"), (1, "false")],
    "a": [(2, "[]"), (3, "[1, 2, 3]"), (1, "[1, , 3]"), (1, "['a', 'b']"), (1, "[[1], [2, [3]]]"), (0.5, "Object.freeze([1, 2])"), (0.5, "[NaN, -0, undefined, null]")],
    "o": [(3, "{}"), (3, "{ a: 1, b: 2 }"), (1, "null"), (0.5, "undefined"), (1, "ob('o$l', { a: 1, b: [2, 3], x: { y: 4 } })"), (0.5, "Object.freeze({ a: 1 })"), (0.5, "Object.create({ x: 5 })"), (1, "px('p$l', { a: 1, b: 2 })"), (0.4, "Object.create(null)"), (0.6, "{ a: 1, get b() { log('get b'); return 2; } }")],
    "f": [(2, "(x => x)"), (1, "(function (x) { return this; })"), (0.5, "(function (a) { this.a = a; })"), (0.3, "log"), (0.5, "((a, b) => [a, b])")],
    "m": [(1, "new Map([[1, 2], ['a', 'b']])")],
    "u": [(1, "new Set([1, 'a', NaN])")],
    "q": [(1, "new Uint8Array([1, 2, 300])"), (1, "new Float64Array([1.5, -0, NaN])"), (1, "new Int16Array(3)"), (0.5, "new BigInt64Array([1n, -1n])"), (0.5, "new Uint8ClampedArray([-5, 300, 1.5])"), (0.5, "new Float32Array([0.1, 1e40])")],
    "g": [(1, "gn('g$l', 3)"), (1, "it('i$l', [1, 2])"), (0.5, "[1, 2][Symbol.iterator]()")],
    "h": [(2, "[1, 2, 3]"), (1, "it('i$l', [1, 2, 3])"), (1, "gn('g$l', 2)"), (1, "'ab'"), (0.5, "[{ a: 1 }, [2]]"), (0.5, "new Set([1, 2])")],
    "B": [(1, "1n"), (1, "-5n"), (1, "0n"), (1, "2n ** 64n"), (1, "123456789012345678901234567890n")],
    "c": [(1, "Array"), (1, "(class { a = 1 })")],
    "gf": [(1, "(function* () { yield 1; })")],
    "r": [(1, "/a(b)?/g"), (1, "/./y")],
}
# An object at the start of a statement or an arrow's body would be a block.
LEAVES["o"] = [(w, f"({s})" if s.startswith("{") else s) for w, s in LEAVES["o"]]

EXPRESSIONS = {
    "e": [
        (3, "($e, $e)"), (1, "(void $e)"), (2, "(typeof $e)"), (1, "(typeof nowhere)"), (1, "(!$e)"), (4, "($e ? $e : $e)"), (3, "($e || $e)"), (3, "($e && $e)"), (3, "($e ?? $e)"),
        (8, "($w = $e)"), (5, "($w += $e)"), (2, "($w $O= $e)"), (3, "($w ||= $e)"), (3, "($w &&= $e)"), (3, "($w ??= $e)"), (3, "$w++"), (2, "(--$w)"), (2, "($w--)"), (5, assign_pattern), (2, delete_use), (2, "($e in $o)"), (1, "($e instanceof $f)"),
        (4, "$o.$k"), (3, "$o[$K]"), (3, "$o?.$k"), (2, "$o?.[$K]"), (2, "$o?.$k.x"), (2, "$o?.$k?.($A)"), (1, "($o?.$k).y"), (4, "$f($A)"), (3, "$f?.($A)"), (2, "new $f($A)"), (3, "$o.$k($A)"), (1, "$o[$K]($A)"), (1, "$f.call($A)"), (1, "$f.apply($e, $a)"), (1, "$f.bind($e, $e)($A)"),
        (5, "($e $O $e)"), (3, "($e $C $e)"), (5, "($v $O ($w = $e))"), (3, "($v $O $w++)"), (3, "[$v, $w = $e, $v]"), (2, "$f($v, $w = $e, $v)"), (2, "$v[$w = $e]"), (2, "($v.$k = ($w = $e))"), (2, "($v[$w++] = $w)"), (1, "`${$v}${$w = $e}${$v}`"), (2, "($v + ($f($A), $w = $e) + $v)"),
        (4, immediately), (4, evaluated), (2, super_use), (2, arguments_use), (1, "this"), (6, method_call_on_class), (3, "$g.next($e)"), (1, "$g.return($e)"), (1, "$g.throw($e)"),
        (1, "t($l, Symbol.$y)"), (2, "(async () => { log(await $e); return $e; })().then(v => log('then', v), e => log('rej', e))"), (1, "Promise.$z([$e, $e]).then(v => log('all', v), e => log('rej', e))"), (1, "Promise.resolve($e).finally(() => { log('fin'); }).then(v => log(v), e => log('rej', e))"),
        (3, lambda g: g.template_literal()), (2, "((s, ...v) => [s.raw.join('|'), s.length, v])`a${$e}\\n${$e}`"), (1, "String.raw`x${$e}y\\n`"), (3, "JSON.stringify($e)"), (1, "JSON.stringify($e, $x, $i)"), (1, "JSON.stringify($e, ['a', 'b'], 1)"), (1, "JSON.parse('{\"a\":[1,{\"b\":null}],\"c\":\"\\\\u0041\"}', $x)"), (0.5, "JSON.parse($s)"),
        (1, "$c"), (1, "({ __proto__: $o }).$k"), (1, "Reflect.$R"), (1, "cv('c$l', $n) $O cv('c$l', $e)"), (1, "(cv('c$l', $e) $C cv('c$l', $n))"), (1, "($o[cv('k$l', 'a')] = $e)"), 
        (2, "Object.fromEntries($h)"), (1, "new Map($h)"), (1, "new Set($h)"), (1, "new Function('a', 'b', 'return ' + $s)"), (1, "$f.length"), (1, "$f.name"), (0.7, "$e.constructor"), (0.7, "$e?.toString?.()"), (0.7, "($e).valueOf()"), (1, "Object($e)"), (1, "Boolean($e)"), (1, "Symbol($s).description"),
    ],
    "n": [
        (4, "($n $N $n)"), (2, "(-$n)"), (2, "(+$e)"), (1, "(~$n)"), (2, "Math.$M($n, $n)"), (2, "$a.length"), (2, "$s.length"), (2, "($w = $n)"), (1, "Number($e)"), (1, "parseInt($s, $i)"), (1, "parseFloat($s)"), (1, "$s.charCodeAt($i)"), (1, "$s.indexOf($s)"), (1, "$a.indexOf($e, $i)"), (1, "$a.push($A)"),
        (1, "$a.unshift($A)"), (1, "$a.lastIndexOf($e, $i)"), (1, "$a.findIndex($x)"), (1, "$m.size"), (1, "$s.codePointAt($i)"), (1, "$s.lastIndexOf($s, $i)"), (1, "$s.search($r)"), (1, "$n"), (1, "$v++"), (1, "Number.parseFloat($n)"), (1, "$a.findLastIndex($x)"), (1, "($n >>> $n)"), (1, "($n ** $n)"), (1, "new Date($n).getTime()"), (1, "Date.UTC($i, $i, $i)"),
    ],
    "s": [
        (4, "($s + $e)"), (1, "($w += $s)"), (2, "$s.slice($i, $i)"), (1, "$s.substring($i, $i)"), (1, "$s.substr($i, $i)"), (1, "$s.at($i)"), (1, "$s.charAt($i)"), (1, "$s.padStart($n, $s)"), (1, "$s.padEnd(6, $s)"), (1, "$s.repeat(2)"), (0.5, "$s.repeat($i)"), (1, "$s.toUpperCase()"), (1, "$s.trim()"), (2, "$s.replace($s, $s)"), (2, "$s.replace($r, $x)"),
        (2, "$s.replaceAll($s, $x)"), (1, "$s.concat($e, $e)"), (2, "$a.join($s)"), (1, "String($e)"), (2, "(typeof $e)"), (2, "($n).toFixed($d)"), (1, "($n).toString()"), (1, "($n).toPrecision($d)"), (1, "($n).toExponential($d)"), (1, "($i).toString(2)"), (1, "Object.prototype.toString.call($e)"), (1, "$s.normalize('NFD')"), (1, "$s.split('').reverse().join('')"),
        (1, "String.fromCharCode($n, $n)"), (1, "String.fromCodePoint($i)"), (1, "encodeURIComponent($s)"), (1, "decodeURIComponent('%' + $s)"), (1, "escape($s)"), (1, "$s.toWellFormed()"), (1, "new Date($i).toISOString()"), (1, "$s[$i]"), (1, "$s.trimStart()"),
    ],
    "b": [
        (4, "($e $C $e)"), (2, "(!$e)"), (1, "$s.includes($s)"), (1, "$s.startsWith($s, $i)"), (1, "$a.includes($e, $i)"), (1, "$a.some($x)"), (1, "$a.every($x)"), (1, "Array.isArray($e)"), (1, "Object.is($e, $e)"), (1, "$r.test($s)"), (1, "$m.has($e)"), (1, "$m.delete($e)"), (1, "Number.isInteger($e)"), (1, "Object.hasOwn($o, $K)"), (1, "$o.hasOwnProperty($K)"), (1, "($K in $o)"), (1, "isNaN($e)"),
        (1, "Object.isFrozen($o)"), (1, "$s.endsWith($s)"), (1, "Number.isSafeInteger($n)"), (1, "Reflect.has($o, $K)"), (1, "Reflect.set($o, $K, $e)"), (1, "$o.propertyIsEnumerable($K)"),
    ],
    "a": [
        (4, "[$e, $e]"), (3, "[$e, ...$h]"), (2, "[...$h]"), (2, "$a.map($x)"), (2, "$a.filter($x)"), (2, "$a.slice($i, $i)"), (2, "$a.splice($i, $i, $e)"), (1, "$a.splice($A)"), (1, "$a.concat($e, $a)"), (1, "$a.flat($i)"), (1, "$a.flatMap($x)"), (1, "$a.fill($e, $i, $i)"), (1, "$a.copyWithin($i, $i, $i)"), (1, "$a.reverse()"), (1, "$a.toSpliced($i, $i, $e)"), (1, "$a.with($i, $e)"), (1, "$a.toReversed()"),
        (1, "[$n, $n, , $s, $n].sort()"), (1, "[3, 1, 2, $i].map(Number).sort()"), (2, "Array.from($h)"), (1, "Array.from($h, $x)"), (1, "Array.from({ length: 2, 0: $e }, $x)"), (1, "Array.of($A)"), (1, "new Array($i)"), (1, "Array($A)"), (1, "Object.keys($o)"), (1, "Object.values($o)"), (1, "Object.entries($o)"), (1, "Reflect.ownKeys($o)"), (1, "$s.split($s, $i)"), (2, "$s.split($r)"), (2, "$s.match($r)"), (1, "[...$s.matchAll($r)]"), (2, "$r.exec($s)"), (2, "$1"),
        (1, "Array.prototype.$L.call({ length: 3, 0: $e, 2: $e }, $A)"), (1, "Array.prototype.$L.call(px('p$l', { length: 2, 0: $e, 1: $e }), $A)"), (1, "Array.prototype.$L.call($s, $A)"), (1, "Array.prototype.$L.call(Object.freeze([1, 2]), $A)"), (1, "px('p$l', [1, 2, 3]).$L($A)"), (1, "[1, , $e, 4].$L($A)"), (1, "[[$e, $e], $a].flat()"), (1, "[...$m]"), (1, "[...$a.entries()]"), (1, "[...$a.keys()]"), (1, "Object.assign([1, 2, 3], $e)"), (1, "Object.defineProperty([1, 2, 3], 'length', { value: $i })"),
        (1, "$a.reduce((x, y) => [x, y])"), (1, "$a.reduceRight((x, y) => (log(x, y), [x, y]), $e)"), (1, "$a.at($i)"), (1, "[$a.pop(), $a.shift()]"), (1, "($w = $a)"), (1, "Object.getOwnPropertyNames($o)"), (1, "((...r) => r)($A)"), (1, "$a.forEach($x)"), (1, "$a.find($x)"), (1, "$a.findLast($x)"),
    ],
    "o": [
        (8, lambda g: g.object_()), (2, "ob('o$l', { a: $e, b: $e, x: { y: $e } })"), (2, "px('p$l', $o)"), (1, "px('p$l', $a)"), (1, "px('p$l', $f)"), (1, "Object.create($o)"), (1, "Object.assign({}, $e, $e)"), (1, "Object.freeze($o)"), (1, "({ ...$e, a: $e })"), (1, "Object.defineProperty($o, $K, { value: $e, enumerable: $b, configurable: $b })"), (1, "Object.defineProperty($o, $K, { get() { return $e; }, configurable: true })"),
        (1, "Object.getOwnPropertyDescriptor($o, $K)"), (1, "Object.getOwnPropertyDescriptors($o)"), (1, "Object.setPrototypeOf($o, $o)"), (1, "Object.getPrototypeOf($o)"), (1, "(cv('c$l', $e))"), (1, "new Proxy($o, {})"), (1, "Object.seal($o)"), (1, "new Number($n)"), (1, "new String($s)"), (1, "Object.fromEntries([['a', $e], ['b', $e]])"), (1, "($w ??= $o)"), (2, "({ a: $e, b: $e })"), (1, "new Date($i)"), (1, "Reflect.getPrototypeOf($f)"),
        (1, "new Proxy($o, { get(o, k, r) { log('get', k); return Reflect.get(o, k, r); }, has(o, k) { log('has', k); return $b; }, deleteProperty(o, k) { log('delete', k); return $b; }, ownKeys(o) { log('keys'); return $a; }, set(o, k, v) { log('set', k, v); return $b; }, defineProperty(o, k, d) { log('define', k, d); return $b; }, getOwnPropertyDescriptor(o, k) { log('describe', k); return $o; } })"),
        (1, "Object.preventExtensions($o)"), (1, "Object.defineProperties($o, { a: { value: $e }, b: $o })"), (1, "$c"), (1, "($w = $o)"),
    ],
    "f": [
        (4, literal_function), (4, lambda g: Node("E", g.arrow(g.one(("function", "function", "async"))))), (2, class_expression), (2, "$f.bind($e, $e)"), (1, "px('p$l', $f)"), (1, "$o.$k"), (1, "Object.assign($f, { a: $e })"), (1, "Array.prototype.$L"), (1, "(($e), $f)"), (1, "Object.defineProperty($f, Symbol.hasInstance, { value: x => (log('has instance', x), $e) })"),
    ],
    "m": [(2, "new Map([[$e, $e], [$e, $e]])"), (2, "$m.set($e, $e)"), (1, "new Map($m)"), (1, "new WeakMap([[{}, $e]])"), (1, "new (class extends Map { set(k, v) { log('set', k); return super.set(k, v); } })($h)")],
    "u": [(2, "new Set([$e, $e])"), (2, "$u.add($e)"), (1, "new Set($h)"), (1, "new Set($u)")],
    "q": [(2, "new Uint8Array($a)"), (1, "new Int16Array($h)"), (1, "Float32Array.from($h, $x)"), (1, "$q.fill($n, 1, $i)"), (1, "$q.subarray($i, $i)"), (1, "$q.slice($i, $i)"), (1, "$q.map($x)"), (1, "$q.filter($x)"), (1, "($q.set($a, $i), $v)"), (1, "$q.sort()"), (1, "new Uint16Array(new Uint8Array([1, 2, 3, 4]).buffer, $i)"), (1, "$q.with($i, $n)"), (1, "$q.reverse()"), (1, "$q.copyWithin($i, $i, $i)"), (1, "($q[$i] = $e)"), (1, "$q.$L($A)"), (1, "$q.toString()"), (1, "new DataView(new ArrayBuffer(8)).$D"), (1, "Object.defineProperty($q, $i, { value: $e })"), (1, "Uint8Array.of($A)"), (1, "$q.at($i)"), (1, "$q.indexOf($e, $i)"), (1, "$q.join($s)"), (1, "$q.$k"), (1, "Object.keys($q)")],
    "g": [(3, generator_object), (1, "$h[Symbol.iterator]()"), (1, "$a.values()"), (1, "$m.keys()")],
    "h": [(4, iterable), (2, "$a"), (1, generator_object)],
    "B": [(2, "($B $N $B)"), (1, "(-$B)"), (1, "BigInt($e)"), (1, "BigInt.asIntN(8, $B)"), (1, "BigInt.asUintN($i, $B)"), (1, "($w = $B)"), (1, "($B $C $n)"), (1, "$B.toString(16)"), (1, "Number($B)"), (1, "($B $O $e)")],
    "c": [(1, class_expression)],
    "gf": [(1, lambda g: literal_function(g, "generator"))],
    "r": [(3, lambda g: Node("E", [g.regexp()])), (1, "new RegExp($s, 'g')"), (0.5, "new RegExp($r, 'y')"), (1, "Object.assign($r, { lastIndex: $i })")],
}


def regexp_use(g):
    """A pattern, a text, and every way to bring them together."""
    pattern, subject = g.regexp(), g.subject()
    replacement = g.one(("'[$&]'", "'<$1$2>'", "'$`|$\\''", "'$$'", "'$<n1>'", "(...a) => (log('r', ...a), 'R')", "''"))
    use = g.one((f"{pattern}.exec({subject})", f"{subject}.match({pattern})", f"{subject}.replace({pattern}, {replacement})", f"{subject}.split({pattern})", f"{subject}.split({pattern}, {g.r(4)})", f"{subject}.search({pattern})",
                 f"[...{subject}.matchAll({pattern if pattern.endswith('g') else pattern + ('' if 'g' in pattern.rpartition('/')[2] else 'g')})]", f"((r, s) => [r.test(s), r.lastIndex, r.test(s), r.lastIndex])({pattern}, {subject})",
                 f"((r, s, o = []) => {{ var m, n = 0; while ((m = r.exec(s)) && n++ < 8) o.push(m.index, m[0], r.lastIndex); return o; }})({pattern}, {subject})", f"((r, s) => {{ r.lastIndex = {g.integer()}; return [r.exec(s), r.lastIndex]; }})({pattern}, {subject})", f"{subject}.replaceAll({pattern}, {replacement})", f"[{pattern}.flags, {pattern}.source, String({pattern})]"))
    return Node("E", [use])


EXPRESSIONS["a"] = [(w, regexp_use if s == "$1" else s) for w, s in EXPRESSIONS["a"]]

SIMPLE = [
    (10, lambda g: g.declaration()), (6, "log($e);"), (3, "$e;"), (3, "log($v, $v);"), (4, jump_or), (1, bare_jump), (1, throw), (1, "if ($e) throw $e;"), (3, "$w = $e;"), (2, "$V;"), (1, "log($Y);"), (1, lambda g: Node("S", [assign_pattern(g), ";"])), (1.5, "try { log($e); } catch (e) { log('threw', e); }"),
]
LOOPS = [(4, for_counted), (5, for_of), (2, for_in), (1, lambda g: for_of(g, True)), (1, for_counted)]


def while_(g):
    name = g.fresh()

    def make():
        g.declare(name, "n", "counter")
        if g.chance(50):
            return Node("S", [f"let {name} = 0; while ({name}++ < 3 && (", g.expression(), " || true)) ", g.loop_body()])
        body = g.loop_body()
        return Node("S", [f"let {name} = 0; do ", body, f" while ({name}++ < 2 && ", g.expression(), ");"])
    return Node("S", ["{ ", g.scoped(make), " }"])


STATEMENTS = [
    (8, try_), (5, for_of), (3, for_counted), (2, for_in), (2, while_), (2, lambda g: for_of(g, True)), (3, labelled_loop), (2, label_block), (3, switch), (3, "if ($e) $Q else $Q"), (2, "$Q"), (4, function_declaration), (4, class_declaration), (2, with_), (3, closures), (4, hot), (2, collection_loop), (4, drive), (3, async_piece), (1.5, patched),
    (2, lambda g: Node("S", ["log(", evaluated(g), ");"])), (2, lambda g: Node("S", ["log(", regexp_use(g), ");"])),
    (1, try_),
]

HOLES = {
    "A": lambda g: g.arguments(),
    "C": lambda g: g.one(("==", "===", "!=", "!==", "<", ">", "<=", ">=")),
    "D": lambda g: g.one(("getInt8(1)", "setFloat32(0, 1.5, true)", "getUint16(7)", "setBigInt64(0, 5n)", "getFloat64(0)", "byteLength")),
    "I": lambda g: g.one(("n0", "n1", "n2", "r", "o", "d", "v", "x", "p", "t")),
    "K": lambda g: g.computed(),
    "L": lambda g: g.one(("push", "pop", "shift", "unshift", "splice", "slice", "concat", "join", "reverse", "indexOf", "lastIndexOf", "includes", "fill", "copyWithin", "map", "filter", "forEach", "reduce", "every", "some", "find", "flat", "at", "with", "toSpliced", "toReversed", "keys", "entries", "findLast", "flatMap", "toString")),
    "M": lambda g: g.one(("max", "min", "abs", "floor", "ceil", "round", "trunc", "sign", "sqrt", "imul", "clz32", "fround", "hypot")),
    "N": lambda g: g.one(("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>")),
    "O": lambda g: g.one(("+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>") if g.chance(60) else ("+", "-")),
    "P": lambda g: g.pattern(g.target),
    "Q": lambda g: g.block(),
    "R": lambda g: g.make("E", g.one(("ownKeys($o)", "get($o, $K)", "get($o, $K, $o)", "set($o, $K, $e, $o)", "apply($f, $e, $a)", "construct($f, $a)", "defineProperty($o, $K, { value: $e })", "deleteProperty($o, $K)", "has($o, $K)", "isExtensible($o)"))),
    "S": lambda g: Node("L", g.statements(1 + g.r(2)), "\n"),
    "V": lambda g: assign_pattern(g),
    "Y": lambda g: Node("Y", [g.expression()], g.one(("yield", "await"))),
    "a": lambda g: g.expression("a"),
    "b": lambda g: g.expression("b"),
    "c": lambda g: class_expression(g) if g.depth < 4 else g.leaf("f"),
    "d": lambda g: g.one(("0", "1", "2", "5", "10", "20", "3")),
    "e": lambda g: g.expression(),
    "f": lambda g: g.expression("f"),
    "g": lambda g: g.expression("g"),
    "h": lambda g: g.expression("h"),
    "i": lambda g: g.integer(),
    "k": lambda g: g.key(),
    "l": lambda g: g.number(),
    "m": lambda g: g.expression("m"),
    "n": lambda g: g.expression("n"),
    "o": lambda g: g.expression("o"),
    "q": lambda g: g.expression("q"),
    "r": lambda g: g.expression("r"),
    "s": lambda g: g.expression("s"),
    "u": lambda g: g.expression("u"),
    "v": lambda g: g.variable() or "p0",
    "w": lambda g: g.target(),
    "x": callback,
    "y": lambda g: g.one(SYMBOLS),
    "z": lambda g: g.one(("all", "allSettled", "race", "any")),
    "B": lambda g: g.expression("B"),
}


def program(seed):
    g = Grammar(seed)
    body, plan = g.program()
    return Program(body, g.sloppy_used, plan, str(seed))
