"""What is done to a process by hand, and templates: a table each of commands, buttons, modals."""

from handlers.acting import Acting
from handlers.asking import Verb
from handlers.cancelling import Cancelling
from handlers.creating import Creating
from handlers.handing_over import HandingOver
from handlers.pausing import Pausing
from handlers.permission import Action
from handlers.rooms import Act, Rooms, Submit
from handlers.skipping import Skipping
from handlers.templating import Templating
from handlers.views import act_ids


class Acts:
    """Says which handler is for what."""

    def __init__(self, acting: Acting, creating: Creating) -> None:
        """Act by way of `acting`; what begins with a template goes on in `creating`."""
        self.pausing = Pausing(acting)
        self.skipping = Skipping(acting)
        self.cancelling = Cancelling(acting)
        self.handing_over = HandingOver(acting)
        self.templating = Templating(creating)

    def rooms(self) -> Rooms:
        """Return what each of them answers."""
        return Rooms(self._verbs(), self._forms(), self._clicks())

    def _verbs(self) -> dict[str, Verb]:
        return {
            Action.PAUSE: self.pausing.pause,
            Action.SKIP: self.skipping.skip,
            Action.UNSKIP: self.skipping.unskip,
            Action.CANCEL: self.cancelling.cancel,
            Action.HANDOVER: self.handing_over.hand_over,
            "templates": self.templating.list_all,
        }

    def _clicks(self) -> dict[str, Act]:
        return {
            act_ids.OPEN_PAUSE: self.pausing.open_form,
            act_ids.OPEN_SKIP: self.skipping.open_form,
            act_ids.OPEN_CANCEL: self.cancelling.open_form,
            act_ids.UNSKIP: self.skipping.press_unskip,
            act_ids.USE_TEMPLATE: self.templating.use,
        }

    def _forms(self) -> dict[str, Submit]:
        return {
            act_ids.PAUSE_CALLBACK: self.pausing.submit,
            act_ids.SKIP_CALLBACK: self.skipping.submit,
            act_ids.CANCEL_CALLBACK: self.cancelling.submit,
        }
