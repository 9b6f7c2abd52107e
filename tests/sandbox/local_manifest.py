"""Where Baton's own manifest stands."""

from pathlib import Path

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
