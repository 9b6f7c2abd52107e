"""A guarantee that did not hold."""


class Violation(AssertionError):  # noqa: N818 - not an error of the program but its finding
    """Which guarantee (1 to 6), and how."""

    def __init__(self, guarantee, what):
        super().__init__(f"guarantee {guarantee}: {what}")
        self.guarantee = guarantee
