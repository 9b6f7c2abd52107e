"""What Chromium sees in a picture: how two of them differ, and how to keep one in few bytes."""

import base64
import struct
import zlib

from block_samples import chunk
from playwright.sync_api import Page

# Of 255, in any channel: more than what is lost where a picture is kept in few colours.
TOLERANCE = 20

_READ = """async (data) => {
  const image = new Image();
  image.src = `data:image/png;base64,${data}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}"""
_COMPARE = f"""async ([one, other, tolerance]) => {{
  const read = {_READ};
  const [a, b] = [await read(one), await read(other)];
  const sizes = [a.width, a.height, b.width, b.height];
  if (a.width !== b.width || a.height !== b.height) return {{ sizes, differing: -1 }};
  let differing = 0;
  for (let i = 0; i < a.data.length; i += 4) {{
    const apart = (channel) => Math.abs(a.data[i + channel] - b.data[i + channel]) > tolerance;
    if (apart(0) || apart(1) || apart(2)) differing += 1;
  }}
  return {{ sizes, differing }};
}}"""
# The most frequent colours are kept as they are; of others alike, the most frequent stands for all.
_REDUCE = f"""async (one) => {{
  const picture = await ({_READ})(one);
  const bytes = new DataView(picture.data.buffer);
  const counts = new Map();
  for (let i = 0; i < picture.data.length; i += 4) {{
    const colour = bytes.getUint32(i) >>> 8;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }}
  const colours = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const palette = colours.slice(0, 40);
  const place = new Map(palette.map((colour, number) => [colour, number]));
  const alike = new Map();
  for (const colour of colours.slice(40)) {{
    const group = colour & 0xf0f0f0;
    if (!alike.has(group)) alike.set(group, palette.push(colour) - 1);
    place.set(colour, alike.get(group));
  }}
  let places = "";
  for (let i = 0; i < picture.data.length; i += 4) {{
    places += String.fromCharCode(place.get(bytes.getUint32(i) >>> 8));
  }}
  return {{ width: picture.width, height: picture.height, palette, places: btoa(places) }};
}}"""


def difference(page: Page, one: bytes, other: bytes) -> str:
    """Say how two PNGs differ; "" where nobody can see that they do."""
    found = page.evaluate(_COMPARE, [_text(one), _text(other), TOLERANCE])
    was_wide, was_high, wide, high = found["sizes"]
    if found["differing"] < 0:
        return f"it was {was_wide} by {was_high} pixels and is {wide} by {high}"
    share = found["differing"] / (wide * high)
    return f"{share:.3%} of its pixels differ" if share else ""


def reduced(page: Page, picture: bytes) -> bytes:
    """The same in a few bytes; a palette holds 256 colours, and a view has some two hundred."""
    found = page.evaluate(_REDUCE, _text(picture))
    palette, places, wide = found["palette"], base64.b64decode(found["places"]), found["width"]
    rows = b"".join(b"\0" + places[at : at + wide] for at in range(0, len(places), wide))
    header = struct.pack(">IIBBBBB", wide, found["height"], 8, 3, 0, 0, 0)
    colours = b"".join(colour.to_bytes(3) for colour in palette)
    parts = (b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def _text(picture: bytes) -> str:
    return base64.b64encode(picture).decode()
