"""Which candidates are steps, by how plainly the document writes its steps elsewhere."""

from collections.abc import Sequence

from intake.understanding.parts import Group
from intake.understanding.steps import Candidate, Strength
from intake.understanding.topics import Topic

_INSIDE = {Topic.OTHER, Topic.STEPS}


class Choice:
    """What one document's steps look like."""

    def __init__(self, groups: Sequence[Group]) -> None:
        inside = [one for one in groups if one.topic in _INSIDE]
        strongest = max(
            (one.strength for group in inside for one in group.candidates), default=Strength.LINE
        )
        announced = any(group.topic is Topic.STEPS for group in inside)
        self._strict = strongest > Strength.BULLET or announced

    def steps(self, group: Group) -> list[Candidate]:
        """Return the steps of one section.

        Below headings for what is no step, only boxes to tick are steps. Bullets are steps where
        the document has nothing plainer, or where at least half of them ask for something.
        """
        if group.topic is Topic.APPARATUS:
            return []
        if group.topic not in _INSIDE:
            return [one for one in group.candidates if one.strength is Strength.BOX]
        if group.topic is Topic.STEPS or not self._strict:
            return group.candidates
        bullets = [one for one in group.candidates if one.strength <= Strength.BULLET]
        asking = sum(one.asks for one in bullets) * 2 >= len(bullets)
        return [one for one in group.candidates if one.strength > Strength.BULLET or asking]
