"""Golden pictures: how a view looked when somebody last looked at it, and how it looks now."""

import os
from dataclasses import dataclass
from pathlib import Path

from pixels import difference, reduced
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
CSS = ROOT / "sandbox" / "page" / "css" / "base.css"
# What draws letters: a picture of some, and the Chromium that drew them.
LETTERS, VERSION = GOLDEN / "letters.png", GOLDEN / "chromium"
IS_TAKING = os.environ.get("BATON_PICTURES") == "take"

_SAMPLE = """
<p>Every weekday at 7:00 – “Unlock the doors” … → @ÄÖÜß 0123456789</p>
<p><strong>Move this to Ben Hart, g jumps over quick foxes</strong></p>
<p style="font: 13px/1.5 var(--mono)">/baton new</p>
<p style="font-size: 18px; font-weight: 700">✅ ❌ ⚠️ ➡️ 🟢 🟡</p>
<p><input type="radio" checked> <input type="time" value="07:00"> <select><option>One</select></p>
"""


@dataclass
class Gallery:
    """Compares pictures in a blank `page` of the browser; new ones are kept in `folder`."""

    page: Page
    folder: Path

    def judge(self, name: str, picture: bytes) -> None:
        """Accept a picture where pictures are taken; else fail if it is not like its golden."""
        golden = GOLDEN / f"{name}.png"
        if IS_TAKING:
            golden.write_bytes(reduced(self.page, picture))
            return
        assert golden.exists(), f"{_in_tree(golden)} is missing: `make pictures` takes it."
        if how := difference(self.page, golden.read_bytes(), picture):
            new = self.folder / f"golden-{name}.png"
            new.write_bytes(picture)
            raise AssertionError(_sentence(golden, new, how))

    def why_not_comparable(self, browser: Browser) -> str:
        """Say why this machine's pictures cannot be compared with the golden ones; "" if so."""
        major = browser.version.split(".")[0]
        letters = self._letters()
        if IS_TAKING:
            GOLDEN.mkdir(exist_ok=True)
            VERSION.write_text(f"{major}\n")
            LETTERS.write_bytes(reduced(self.page, letters))
        if (took := VERSION.read_text().strip()) != major:
            return f"Chromium {took} took the golden pictures, and this is Chromium {major}."
        if difference(self.page, LETTERS.read_bytes(), letters):
            return "This machine draws letters differently from the one that took the pictures."
        return ""

    def _letters(self) -> bytes:
        self.page.set_content(f"<style>{CSS.read_text()}</style><main>{_SAMPLE}</main>")
        return self.page.locator("main").screenshot()


def _sentence(golden: Path, new: Path, how: str) -> str:
    return (
        f"This view does not look like {_in_tree(golden)}: {how}. The new picture is "
        f"{_in_tree(new)}. Look at both; if the new one is right, `make pictures` accepts it."
    )


def _in_tree(path: Path) -> Path:
    return path.relative_to(ROOT)
