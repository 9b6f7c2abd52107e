"""What is said of documents that are not read: why, and what to do."""

_SAVE = "open it and save it as DOCX or PDF, then send that."

BROKEN = (
    "This file is called {name} and is none, or it is damaged; open it where it was made, save it"
    " again and send that."
)
PROTECTED = "This document is protected by a password; save a copy without one and send that."
FAILED = f"This document is made in a way that Baton cannot follow; {_SAVE}"
BY_NAME = {
    ".doc": f"This is a document of Word 2003 or older, which Baton does not read; {_SAVE}",
    ".dot": f"This is a template of Word 2003 or older, which Baton does not read; {_SAVE}",
    ".rtf": f"This is rich text (RTF), which Baton does not read; {_SAVE}",
    ".odt": f"This is an OpenDocument text, which Baton does not read; {_SAVE}",
    ".pages": "This is a document of Pages, which Baton does not read; in Pages choose File, Export"
    " To, then Word or PDF, and send that.",
    ".wps": f"This is a document of Works, which Baton does not read; {_SAVE}",
    ".wpd": f"This is a document of WordPerfect, which Baton does not read; {_SAVE}",
    ".epub": f"This is an e-book, which Baton does not read; {_SAVE}",
}
