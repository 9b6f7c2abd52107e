"""`make crash`: kill the bot at every point of the story, and say how each story ended.

First on SQLite, then on a PostgreSQL server that is started for it.
"""

import argparse
import sys
import time
from collections.abc import Sequence

from crash_runs import Telling, Verdict, by_kind, judged, tell_once, thinned
from databases import POSTGRESQL, SQLITE, Ground, opened
from postgresql_server import CannotRunError


def main(given: Sequence[str]) -> int:
    """Kill at every point, or at those that are named; 0 if nothing was wrong."""
    wanted = _arguments().parse_args(given)
    kinds = [wanted.database] if wanted.database else [SQLITE, POSTGRESQL]
    return max(_go_through(kind, wanted.points, wanted.every, wanted.first) for kind in kinds)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make crash")
    parser.add_argument("points", nargs="*", help="such as 'after call chat.postMessage 3'")
    parser.add_argument("--database", choices=[SQLITE, POSTGRESQL], help="on that one only")
    parser.add_argument("--every", type=int, default=1, help="every n-th point of each kind only")
    parser.add_argument("--first", type=int, default=0, help="from the n-th one on, of 0, 1, 2 …")
    return parser


def _go_through(kind: str, named: Sequence[str], every: int, first: int) -> int:
    print(f"\n== {kind}", flush=True)
    try:
        with opened(kind) as ground:
            return _kill_at_each(ground, named, every, first)
    except CannotRunError as reason:
        print(f"not run: {reason}")
        return 1


def _kill_at_each(ground: Ground, named: Sequence[str], every: int, first: int) -> int:
    began = time.monotonic()
    clean = tell_once(ground)
    if clean.outcome.violations:
        print(
            "The story does not end well without any crash:", *clean.outcome.violations, sep="\n  "
        )
        return 1
    points = list(named) or thinned(clean.passed, every, first)
    print(f"{len(points)} points; a story takes {clean.seconds:.0f} s without a crash", flush=True)
    verdicts = []
    for verdict in judged(ground, points, clean.outcome):
        verdicts.append(verdict)
        _tell_progress(verdict, len(verdicts), len(points))
    _sum_up(clean, verdicts, time.monotonic() - began)
    return int(any(verdict.wrong or not verdict.was_reached for verdict in verdicts))


def _tell_progress(verdict: Verdict, done: int, of: int) -> None:
    told = verdict.telling
    how = "VIOLATION" if verdict.wrong else ("ok" if verdict.was_reached else "NOT REACHED")
    print(f"{done}/{of}  {how}  {told.crash_at}  ({told.seconds:.0f} s)", flush=True)
    for wrong in verdict.wrong:
        print(f"    {wrong}", flush=True)


def _sum_up(clean: Telling, verdicts: Sequence[Verdict], seconds: float) -> None:
    killed_at = [str(v.telling.crash_at) for v in verdicts if v.was_reached]
    print("\npoints passed without a crash, and killed at:")
    passed, killed = by_kind(clean.passed), by_kind(killed_at)
    for kind, count in sorted(passed.items()):
        print(f"  {kind:14} {count:4} {killed[kind]:4}")
    print(f"stories        {len(verdicts) + 1}")
    print(f"kills          {sum(verdict.telling.kills for verdict in verdicts)}")
    print(f"not reached    {sum(not verdict.was_reached for verdict in verdicts)}")
    print(f"violations     {sum(bool(verdict.wrong) for verdict in verdicts)}")
    print(f"wall time      {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
