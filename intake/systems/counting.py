"""Numbers of things in sentences."""


def counted(number: int, one: str, several: str = "") -> str:
    """Return "1 card" or "3 cards"; `several` for what takes no plain s."""
    return f"{number} {one}" if number == 1 else f"{number:,} {several or one + 's'}"
