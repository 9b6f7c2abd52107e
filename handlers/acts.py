"""What is done to a process by hand, and templates: a table each of commands, buttons, modals."""

from collections.abc import Callable
from datetime import datetime

from handlers.acting import Acting
from handlers.asking import ClickAnswer, Verb
from handlers.cancelling import Cancelling
from handlers.creating import Creating, Response
from handlers.handing_over import HandingOver
from handlers.pausing import Pausing
from handlers.permission import Action
from handlers.skipping import Skipping
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.templating import Templating
from handlers.views import act_ids

Click = Callable[[SlackClick, datetime], ClickAnswer | None]
Submit = Callable[[SlackSubmission, datetime], Response]


class Acts:
    """Says which handler is for what."""

    def __init__(self, acting: Acting, creating: Creating) -> None:
        """Act by way of `acting`; what begins with a template goes on in `creating`."""
        self.pausing = Pausing(acting)
        self.skipping = Skipping(acting)
        self.cancelling = Cancelling(acting)
        self.handing_over = HandingOver(acting)
        self.templating = Templating(creating)

    def verbs(self) -> dict[str, Verb]:
        """Return the commands by their verb."""
        return {
            Action.PAUSE: self.pausing.pause,
            Action.SKIP: self.skipping.skip,
            Action.UNSKIP: self.skipping.unskip,
            Action.CANCEL: self.cancelling.cancel,
            Action.HANDOVER: self.handing_over.hand_over,
            "templates": self.templating.list_all,
        }

    def clicks(self) -> dict[str, Click]:
        """Return what buttons do, by their action id."""
        return {
            act_ids.OPEN_PAUSE: self.pausing.open_form,
            act_ids.OPEN_SKIP: self.skipping.open_form,
            act_ids.OPEN_CANCEL: self.cancelling.open_form,
            act_ids.UNSKIP: self.skipping.press_unskip,
            act_ids.USE_TEMPLATE: self.templating.use,
        }

    def submissions(self) -> dict[str, Submit]:
        """Return what submitted modals do, by their callback id."""
        return {
            act_ids.PAUSE_CALLBACK: self.pausing.submit,
            act_ids.SKIP_CALLBACK: self.skipping.submit,
            act_ids.CANCEL_CALLBACK: self.cancelling.submit,
        }
