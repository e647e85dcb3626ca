#!/usr/bin/env python3
"""Writes programs with what node prints as cases of the suite: tests/js/generated/NN.js and NN.out.

Only programs that the given runtime runs as node does are taken: the cases hold what is right today. What differs is
`run.py`'s business.
"""

import argparse
import os
import sys

import grammar
from run import HERE, Runner, explained, variants

FOLDER = os.path.join(os.path.dirname(os.path.dirname(HERE)), "js", "generated")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runtime", required=True)
    parser.add_argument("--reference", default="node")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--programs", type=int, default=30, help="in each file")
    args = parser.parse_args()
    ours, reference = Runner([os.path.abspath(args.runtime)]), Runner([args.reference])
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
                want, got = reference.each(batch), ours.each(batch)
                # A program that says nothing, or is refused as a whole, shows nothing.
                kept += [case for case, w, g in zip(batch, want, got) if w == g and not explained(w, g) and w.count("\n") > 3 and len(case[1]) < 2500]
            kept = kept[:args.programs]
            path = os.path.join(FOLDER, f"{file:02}")
            with open(path + ".js", "w") as f:
                f.write(ours.script(kept, lines=True))
            want = reference.run(path + ".js")
            if ours.run(path + ".js") != want:
                print(f"{path}: together they differ; left out", file=sys.stderr)
                os.remove(path + ".js")
                continue
            with open(path + ".out", "w") as f:
                f.write(want)
    finally:
        ours.close()
        reference.close()
    print(f"programs up to {seed - 1}")


if __name__ == "__main__":
    main()
