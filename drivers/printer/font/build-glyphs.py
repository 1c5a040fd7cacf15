#!/usr/bin/env python3
"""Draws glyphs.bin: one bitmap a character, from fonts under the SIL Open Font License 1.1 (LICENSE.txt beside this file).

Debian 12: apt-get install fonts-noto-cjk fonts-noto-mono fonts-unifont python3-pil python3-fonttools brotli
Then:      /usr/bin/python3 drivers/printer/font/build-glyphs.py
The same package versions give the same bytes (2022-01-27 Noto CJK, 2020-12-25 Noto Sans Mono, 15.0.01 Unifont, FreeType 2.12.1, Brotli 1.0.9).

Layout, before Brotli, all numbers little-endian: the number of ranges (u32); each range as first code point (u32, kind in the top byte)
and number of glyphs (u32); then the glyphs in the order of the ranges, rows from the top, most significant bit left, 1 = black.
"""
import struct
import subprocess
import sys
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont
from PIL import Image, ImageDraw, ImageFont

NOTO_CJK = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'
NOTO_MONO = '/usr/share/fonts/truetype/noto/NotoSansMono-Regular.ttf'
UNIFONT = '/usr/share/fonts/opentype/unifont/unifont.otf'
UNIFONT_UPPER = '/usr/share/fonts/opentype/unifont/unifont_upper.otf'
SANS_SC, SANS_MONO_SC = 2, 7

WIDE_24, NARROW_24, WIDE_16, NARROW_16, MARK_16 = range(5)
CELL = {WIDE_24: (24, 24), NARROW_24: (12, 24), WIDE_16: (16, 16), NARROW_16: (8, 16), MARK_16: (8, 16)}

# Grey from which a dot burns: 100 of 255 keeps thin strokes whole and the counters of dense ideographs open.
BURN = 100
# Baselines in dots from the top: ideographs fill the cell, letters need room for their descenders.
CJK_BASELINE, LATIN_BASELINE, UNIFONT_BASELINE = 21, 19, 14
# Blocks whose letters come from Noto Sans Mono: Latin, Greek, Cyrillic, punctuation, currencies.
MONO_BLOCKS = ((0xA0, 0x52F), (0x1E00, 0x1FFF), (0x2010, 0x205F), (0x20A0, 0x20BF))
# Frames and blocks must join from cell to cell: only Unifont's fill the cell.
JOINED = range(0x2500, 0x25A0)


def open_font(path, size, index=0):
    return ImageFont.truetype(path, size, index=index, layout_engine=ImageFont.Layout.BASIC)


def draw(font, character, size, origin, mode='L'):
    image = Image.new('L', size, 0)
    canvas = ImageDraw.Draw(image)
    canvas.fontmode = mode
    canvas.text(origin, character, font=font, fill=255, anchor='ls')
    return image


def burned(image):
    """Rows packed one after another without padding, so that a 12-dot row takes 12 bits."""
    bits = ''.join('1' if grey >= BURN else '0' for grey in image.getdata())
    return int(bits, 2).to_bytes(len(bits) // 8, 'big')


def is_printed(code):
    return unicodedata.category(chr(code)) not in ('Cc', 'Cf', 'Cs', 'Co', 'Cn', 'Zl', 'Zp')


def noto_cjk(glyphs):
    collection = TTCollection(NOTO_CJK)
    font, mono = collection.fonts[SANS_SC], collection.fonts[SANS_MONO_SC]
    mono_codes = mono.getBestCmap()
    wide, narrow = open_font(NOTO_CJK, 24, SANS_SC), open_font(NOTO_CJK, 24, SANS_MONO_SC)
    for code, name in font.getBestCmap().items():
        if code in JOINED or not is_printed(code):
            continue
        advance = font['hmtx'][name][0]
        hangul = 0x1100 <= code <= 0x11FF or 0x3130 <= code <= 0x318F or 0xAC00 <= code <= 0xD7A3
        if advance == 1000 or hangul:
            left = (24 - advance * 24 / 1000) / 2
            glyphs[code] = (WIDE_24, burned(draw(wide, chr(code), (24, 24), (left, CJK_BASELINE))))
        elif mono['hmtx'][mono_codes[code]][0] == 500:
            baseline = LATIN_BASELINE if code < 0x2E80 else CJK_BASELINE
            glyphs[code] = (NARROW_24, burned(draw(narrow, chr(code), (12, 24), (0, baseline))))


def noto_mono(glyphs):
    """Letters 0.6 em wide, drawn ten times as tall and condensed; capitals with marks are pressed until the mark fits above them."""
    codes = TTFont(NOTO_MONO).getBestCmap()
    font = open_font(NOTO_MONO, 240)
    room, baseline = 120, 120 + LATIN_BASELINE * 10
    for first, last in MONO_BLOCKS:
        for code in range(first, last + 1):
            if code not in codes or code in glyphs or not is_printed(code) or unicodedata.combining(chr(code)):
                continue
            large = draw(font, chr(code), (144, room + 240), (0, baseline))
            box = large.getbbox()
            top = min(room, box[1]) if box else room
            cell = Image.new('L', (12, 24), 0)
            cell.paste(large.crop((0, top, 144, baseline)).resize((12, LATIN_BASELINE), Image.Resampling.BOX), (0, 0))
            cell.paste(large.crop((0, baseline, 144, room + 240)).resize((12, 24 - LATIN_BASELINE), Image.Resampling.BOX), (0, LATIN_BASELINE))
            glyphs[code] = (NARROW_24, burned(cell))


def unifont(glyphs, path):
    source = TTFont(path)
    font = open_font(path, 16)
    for code, name in source.getBestCmap().items():
        if code in glyphs or not is_printed(code):
            continue
        advance, left = source['hmtx'][name]
        kind = {64: WIDE_16, 32: NARROW_16, 0: MARK_16}.get(advance)
        if kind is None:
            continue
        # A mark is drawn over the character before it: its ink lies left of the origin.
        origin = (8 if kind == MARK_16 and left < 0 else 0, UNIFONT_BASELINE)
        glyphs[code] = (kind, burned(draw(font, chr(code), CELL[kind], origin, mode='1')))


def ranges_of(glyphs):
    ranges = []
    for code in sorted(glyphs):
        kind = glyphs[code][0]
        if ranges and ranges[-1][1] == kind and ranges[-1][0] + ranges[-1][2] == code:
            ranges[-1][2] += 1
        else:
            ranges.append([code, kind, 1])
    # Glyphs of one kind together compress best.
    return sorted(ranges, key=lambda entry: (entry[1], entry[0]))


def main():
    glyphs = {}
    noto_cjk(glyphs)
    noto_mono(glyphs)
    unifont(glyphs, UNIFONT)
    unifont(glyphs, UNIFONT_UPPER)
    ranges = ranges_of(glyphs)
    plain = struct.pack('<I', len(ranges))
    plain += b''.join(struct.pack('<II', first | kind << 24, count) for first, kind, count in ranges)
    plain += b''.join(glyphs[code][1] for first, _, count in ranges for code in range(first, first + count))
    packed = subprocess.run(['brotli', '--quality=11', '--lgwin=24', '--stdout', '-'], input=plain, capture_output=True, check=True).stdout
    target = Path(__file__).with_name('glyphs.bin')
    target.write_bytes(packed)
    print(f'{target}: {len(glyphs)} glyphs in {len(ranges)} ranges, {len(plain)} bytes, packed {len(packed)}', file=sys.stderr)


if __name__ == '__main__':
    main()
