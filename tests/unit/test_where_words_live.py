"""All text that people read lives in `handlers/views/`, where a translator looks for it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import handlers

READERS = sorted(Path(handlers.__file__).parent.glob("*.py"))
FEWEST_WORDS = 3
NAMES_OF_LOGS = {"log"}


def sentences(source: str) -> list[str]:
    """Return what reads like a sentence for people: a capital first, a stop last, three words."""
    written = (_text(node) for node in _read_by_people(ast.parse(source)))
    return [text for text in written if _is_sentence(text)]


def _read_by_people(node: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    for child in _children(node):
        if isinstance(child, ast.Constant | ast.JoinedStr):
            yield child
        yield from _read_by_people(child)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Give the parts of a node, without docstrings, what an assert says, logs and patterns."""
    for child in ast.iter_child_nodes(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        is_why = isinstance(node, ast.Assert) and child is node.msg
        if not (is_docstring or is_why or _is_for_machines(child)):
            yield child


def _is_for_machines(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    of = node.func.value
    is_log = isinstance(of, ast.Name) and of.id in NAMES_OF_LOGS
    return is_log or ast.unparse(node.func) == "re.compile"


def _text(node: ast.Constant | ast.JoinedStr) -> str:
    """Return a string as it is written; what it is given stands there as one capital letter."""
    if isinstance(node, ast.Constant):
        return str(node.value).strip()
    parts = (part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
    return "".join(str(part) for part in parts).strip()


def _is_sentence(text: str) -> bool:
    return text[:1].isupper() and text[-1:] in {*".?:"} and len(text.split()) >= FEWEST_WORDS


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.stem)
def test_no_reader_holds_a_sentence_that_people_read(path):
    assert sentences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'WHY = "Choose the owner."',
        'raise ValueError(f"Step {number}: write what is to be done.")',
        'yield f"{role.capitalize()}: pick one {person}."',
        'say("Which one? " "Write its name.")',
        'told({field: f"{at} has it:" for field in ()})',
    ],
)
def test_a_sentence_is_found_wherever_it_stands(source):
    assert sentences(source) != []


@pytest.mark.parametrize(
    "source",
    [
        '"""What a module is about."""',
        'def told():\n    """Say why it is so."""',
        'assert turn, "This cannot be missing."',
        'log.info("It was sent again.", action="again")',
        're.compile("From here to there.")',
        'key = f"{kind}:{turn.id}:"',
        'NOT_A_SENTENCE = "all at once"',
    ],
)
def test_what_no_person_reads_is_no_sentence(source):
    assert sentences(source) == []
