"""How much of a source is read at most, so that no file can take the bot's time or memory."""

MOST_BYTES = 25_000_000
# Some five hundred pages of text; beyond it a file is data, not instructions.
MOST_CHARACTERS = 1_000_000
MOST_BLOCKS = 20_000
MOST_PAGES = 300
DEEPEST = 60
MOST_MEMBERS = 2_000
MOST_UNPACKED_BYTES = 30_000_000
# Elements take far more memory than the bytes that they are written in.
MOST_TAGS = 1_000_000
HIGHEST_RATIO = 250
PDF_SECONDS = 30
PDF_MEMORY_BYTES = 1_500_000_000
