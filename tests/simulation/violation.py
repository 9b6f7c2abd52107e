"""A guarantee that did not hold."""


class Violation(BaseException):
    """Which guarantee (1 to 6), and how. No handler of the product may catch it."""

    def __init__(self, guarantee, what):
        super().__init__(f"guarantee {guarantee}: {what}")
        self.guarantee = guarantee
