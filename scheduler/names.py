"""When two names are the same name."""


def name_key(name: str) -> str:
    """Return what two names share when people would call them the same."""
    return " ".join(name.casefold().split())
