"""Blocks, elements and views that Slack takes, to be spoilt one thing at a time."""

DIVIDER = {"type": "divider"}
OPTIONS = [{"text": {"type": "plain_text", "text": str(n)}, "value": str(n)} for n in range(3)]
GROUPS = [{"label": {"type": "plain_text", "text": "All"}, "options": OPTIONS}]
PICTURE = {"type": "image", "image_url": "https://a.example/a.png", "alt_text": "A cat"}
CELL = {"type": "raw_text", "text": "x"}


def plain(text="x"):
    return {"type": "plain_text", "text": text}


def marked(text="x"):
    return {"type": "mrkdwn", "text": text}


def section(**extra):
    return {"type": "section", "text": marked(), **extra}


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def context(*elements):
    return {"type": "context", "elements": list(elements)}


def button(**extra):
    return {"type": "button", "text": plain(), **extra}


def element(kind, **extra):
    return {"type": kind, **extra}


def field(inner=None, **extra):
    inner = element("plain_text_input") if inner is None else inner
    return {"type": "input", "label": plain("Name"), "element": inner, **extra}


def option(**extra):
    return {"text": plain("0"), "value": "0", **extra}


def choose(one, kind="static_select"):
    return actions(element(kind, options=[one]))


def confirm(**extra):
    texts = {name: plain() for name in ("title", "text", "confirm", "deny")}
    return actions(button(confirm=texts | extra))


def modal(*blocks, **extra):
    own = {"title": plain("Title"), "submit": plain("Save")}
    return {"type": "modal", "blocks": list(blocks), **own, **extra}


def home(*blocks, **extra):
    return {"type": "home", "blocks": list(blocks), **extra}


def rich(*elements):
    return {"type": "rich_text", "elements": list(elements)}


def runs(*elements, kind="rich_text_section", **extra):
    return {"type": kind, "elements": list(elements), **extra}


def table(rows, **extra):
    return {"type": "table", "rows": rows, **extra}


def at(text, pointer):
    return [f"[ERROR] {text} [json-pointer:{pointer}]"]
