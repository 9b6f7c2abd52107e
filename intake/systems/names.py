"""Names out of the cells and file names that hold them."""

import re
from pathlib import PurePosixPath

from intake.found import Said

_TODOIST_NUMBER = re.compile(r"\s*\[\d+\]$")
_ACCOUNT_NUMBER = re.compile(r"\s*\(\d+\)$")
_MOST_PEOPLE = 20


def file_title(file_name: str) -> Said:
    """Return what a file is called without its folder and its ending."""
    stem = PurePosixPath(file_name.replace("\\", "/")).stem
    return Said(_TODOIST_NUMBER.sub("", stem) or "(no name)", "the file's name")


def people_in(cell: Said | None) -> tuple[Said, ...]:
    """Return the people of a cell such as "Ada Cole, Bert (48151623)" one by one."""
    if cell is None:
        return ()
    names = [_ACCOUNT_NUMBER.sub("", name.strip()) for name in re.split(r"[,;\n]", cell.text)]
    return tuple(Said(name, cell.where) for name in names if name)[:_MOST_PEOPLE]
