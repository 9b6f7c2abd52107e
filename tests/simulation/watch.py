class Watch:
    def __init__(self, world): self.world = world
    def step(self): pass
    def weekly(self): pass
    def final(self): pass
    def delivered(self, body): pass
    def died(self, bot): pass
