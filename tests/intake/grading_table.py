"""The grades of all files as the Markdown table of `docs/intake.md`."""

_HEAD = (
    "| system | file | processes | steps in order | surplus | doubtful steps | cadences | people "
    "| misses |\n|---|---|---|---|---|---|---|---|---|\n"
)
_MOST_MISSES = 4
_VERDICTS = ("right", "partly", "wrong", "missing", "invented")


def table(grades):
    """Return the table with a line a file and one for all of them."""
    lines = [_row(one) for one in grades]
    return _HEAD + "".join(f"{line}\n" for line in [*lines, _total(grades)])


def _row(one):
    cells = (
        one.system,
        f"`{one.file}`",
        f"{one.processes_drafted} / {one.processes_expected}",
        f"{one.steps_found} / {one.steps_expected}",
        str(one.surplus),
        f"{one.doubtful_found} / {one.doubtful_expected}",
        _cadences(one.cadences),
        _share(one.people_right, one.people_expected),
        _misses(one.misses),
    )
    return _line(cells)


def _total(grades):
    found = sum(one.steps_found for one in grades)
    expected = sum(one.steps_expected for one in grades)
    cadences = sum((one.cadences for one in grades), start=type(grades[0].cadences)())
    cells = (
        "**all**",
        f"{len(grades)} files",
        f"{_sum(grades, 'processes_drafted')} / {_sum(grades, 'processes_expected')}",
        f"{found} / {expected} ({_percent(found, expected)})",
        str(_sum(grades, "surplus")),
        f"{_sum(grades, 'doubtful_found')} / {_sum(grades, 'doubtful_expected')}",
        f"{_cadences(cadences)} ({_percent(cadences['right'], said(cadences))})",
        _share(_sum(grades, "people_right"), _sum(grades, "people_expected")),
        "",
    )
    return _line(cells)


def said(cadences):
    """Return how many cadences the sources say; an invented one is in none of them."""
    return cadences.total() - cadences["invented"]


def _sum(grades, name):
    return sum(getattr(one, name) for one in grades)


def _percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _share(right, expected):
    return f"{right} / {expected}" if expected else "–"


def _cadences(counts):
    parts = [f"{counts[verdict]} {verdict}" for verdict in _VERDICTS if counts[verdict]]
    return ", ".join(parts) or "–"


def _misses(misses):
    shown = "; ".join(misses[:_MOST_MISSES])
    more = len(misses) - _MOST_MISSES
    return f"{shown}; and {more} more" if more > 0 else shown


def _line(cells):
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
