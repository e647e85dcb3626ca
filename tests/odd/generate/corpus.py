#!/usr/bin/env python3
"""Writes programs with what node prints as cases of the suite: tests/js/generated/NN.js and NN.out.

Only programs that the given runtimes run as node does are taken: the cases hold what is right today. What differs is
`run.py`'s business.
"""

import argparse
import os
import sys

import grammar
from run import HERE, Runner, variants

FOLDER = os.path.join(os.path.dirname(os.path.dirname(HERE)), "js", "generated")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runtime", action="append", required=True, help="may be given more than once: all must agree")
    parser.add_argument("--reference", default="node")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--programs", type=int, default=30, help="in each file")
    args = parser.parse_args()
    ours, reference = [Runner([os.path.abspath(path)]) for path in args.runtime], Runner([args.reference])
    os.makedirs(FOLDER, exist_ok=True)
    seed = args.seed
    try:
        for file in range(args.files):
            kept = []
            while len(kept) < args.programs:
                batch = []
                for _ in range(args.programs):
                    program = grammar.program(seed)
                    names = variants(program, seed)
                    # One way each, in turn: more programs, not more of the same.
                    batch.append(program.case(names[seed % len(names)]))
                    seed += 1
                want, got = reference.each(batch), zip(*[runtime.each(batch) for runtime in ours])
                # A program that says nothing, or is refused as a whole, shows nothing.
                kept += [case for case, w, g in zip(batch, want, got) if set(g) == {w} and not w.startswith("DIED") and "SyntaxError" not in w and w.count("\n") > 3 and len(case[1]) < 1300]
            kept = kept[:args.programs]
            path = os.path.join(FOLDER, f"{file:02}")
            with open(path + ".js", "w") as f:
                f.write(reference.script(kept, lines=True))
            want = reference.run(path + ".js")
            if any(want != runtime.run(path + ".js") for runtime in ours):
                print(f"{path}: together they differ; left out", file=sys.stderr)
                os.remove(path + ".js")
                continue
            with open(path + ".out", "w") as f:
                f.write(want)
    finally:
        for runner in [*ours, reference]:
            runner.close()
    print(f"programs up to {seed - 1}")


if __name__ == "__main__":
    main()
