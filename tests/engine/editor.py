"""Somebody with modals open: Slack's stack of three on paper, driven through the handlers."""

from cafe import read

from tests.block_kit import problems_of_modal

HIGHEST_STACK = 3
# What an input is called in `view.state.values`, and where its first content stands.
KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "timepicker": ("selected_time", "initial_time"),
}


class Editor:
    """One person at their screen; `stack` holds the open modals, each with what was typed."""

    def __init__(self, cafe, person):
        self.cafe, self.person, self.stack = cafe, person, []

    def asks(self, text):
        """Type a command; return its answer, or None when a modal opened."""
        before = len(self.cafe.slack.opened)
        said = self.cafe.asks(self.person, text)
        self._take_opened(before)
        return said

    def clicks(self, process_id):
        """Click the button Edit of a process."""
        before = len(self.cafe.slack.opened)
        click = self.cafe.click(self.person, process_id)
        said = self.cafe.editing.open_form(click, self.cafe.now)
        self._take_opened(before)
        return said

    def presses(self, action, at):
        """Press a button of the step that stands in this place, counted from 1."""
        rows = [b["elements"] for b in self.view["blocks"] if b["type"] == "actions"]
        value = next(e["value"] for e in rows[at - 1] if e["action_id"] == action)
        self.clicks_on(action, value)
        return self

    def clicks_on(self, action, value):
        """Click a button with a value of the modal on top."""
        number = f"V{len(self.stack)}"
        view = {"id": number, "private_metadata": self.view.get("private_metadata", "")}
        before = len(self.cafe.slack.pushed)
        click = self.cafe.click(self.person, value, action, view=view)
        assert self.cafe.rooms.clicks[action](click, self.cafe.now) is None
        self._take_redrawn()
        for pushed in self.cafe.slack.pushed[before:]:
            self._push(pushed)

    def _take_redrawn(self):
        for number, view in self.cafe.slack.take_redrawn():
            self.stack[int(number.removeprefix("V")) - 1] = self._opened(view)

    def types(self, **fields):
        """Change fields of the form on top, as text, person, time, option or channel."""
        for name, content in fields.items():
            entry = self.typed[name][name]
            (key,) = entry
            entry[key] = _content(key, content)
        return self

    def submits(self):
        """Press the button of the modal on top; return all that can be read of what follows."""
        response = self.answer_to_submit()
        match response.get("response_action"):
            case "errors":
                return str(response["errors"])
            case "push":
                assert len(self.stack) < HIGHEST_STACK, "push_limit_reached"
                self._push(response["view"])
            case "update":
                self.stack[-1] = self._opened(response["view"])
            case "clear":
                self.stack = []
            case None:
                self.stack.pop()
                self._take_redrawn()
        self.cafe.run()
        return self.reads

    def answer_to_submit(self):
        """What Slack is answered when the modal on top is submitted."""
        submit = self.cafe.rooms.forms[self.view["callback_id"]]
        facts = {
            "root_view_id": "V1",
            "previous_view_id": f"V{len(self.stack) - 1}" if len(self.stack) > 1 else None,
        }
        metadata = self.view.get("private_metadata", "")
        sent = self.cafe.submission(self.person, self.typed, metadata, **facts)
        return submit(sent, self.cafe.now)

    def saves(self, **fields):
        """Type, look at what that would change, save it; return what was looked at."""
        looked_at = self.types(**fields).submits()
        self.submits()
        assert self.stack == [], self.reads
        return looked_at

    def goes_back(self):
        """Close the modal on top."""
        self.stack.pop()

    @property
    def view(self):
        return self.stack[-1][0]

    @property
    def typed(self):
        return self.stack[-1][1]

    @property
    def reads(self):
        """All that can be read in the modal on top."""
        if not self.stack:
            return ""
        return read({"text": self.view["title"]["text"], "blocks": self.view["blocks"]})

    def has(self, name):
        """What stands in a field of the form on top."""
        ((content,),) = (entry.values() for entry in self.typed[name].values())
        if isinstance(content, list) and len(content) == 1:
            return content[0]
        return content["value"] if isinstance(content, dict) else content

    def _take_opened(self, before):
        for view in self.cafe.slack.opened[before:]:
            self.stack = []
            self._push(view)

    def _push(self, view):
        self.stack.append(self._opened(view))

    def _opened(self, view):
        inputs = [block for block in view["blocks"] if block["type"] == "input"]
        if not inputs:
            assert problems_of_modal(view) == []
        return view, {block["block_id"]: _entry(block["element"]) for block in inputs}


def _entry(element):
    key, initial = KEYS[element["type"]]
    return {element["action_id"]: {key: element.get(initial)}}


def _content(key, content):
    if key == "selected_users" and not isinstance(content, list | tuple):
        return [content] if content else []
    return {"value": content} if key == "selected_option" else content
