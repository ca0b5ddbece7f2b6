"""What of compressed frames may not change: all but comments, application segments, boxes of metadata, lengths around them,
fragments and padding. Knows nothing of the product; from ISO/IEC 10918-1 annex B, 14495-1 annex C and 15444-1 annexes A and I.
"""

import struct

ITEM = b"\xfe\xff\x00\xe0"


def essence(value):
    """Of the value of Pixel Data. Native pixels, and what is no JPEG or JPEG 2000, are given back as they are."""
    if value[:4] != ITEM:
        return value
    try:
        joined = b"".join(_fragments(value))
        return b"".join(_images(joined)) if _is_known(joined) else value
    except (IndexError, struct.error, ValueError):
        return value


def _is_known(data):
    return data[:2] == b"\xff\xd8" or data[:4] == b"\xff\x4f\xff\x51" or data[4:8] == b"jP  "


def _fragments(value):
    at, first = 0, True
    while value[at : at + 4] == ITEM:
        (length,) = struct.unpack_from("<I", value, at + 4)
        if not first:
            yield value[at + 8 : at + 8 + length]
        at, first = at + 8 + length, False


def _images(data):
    at = 0
    while at < len(data):
        if data[at : at + 2] == b"\xff\xd8":
            at = yield from _jpeg(data, at)
        elif data[at : at + 2] == b"\xff\x4f":
            at = yield from _jpeg2000(data, at)
        elif data[at + 4 : at + 8] == b"jP  ":
            at = yield from _boxes(data, at)
        elif at > 0 and len(data) - at < 4 or data[at] in (0, 0xFF) or data[at + 1 : at + 3] in (b"\xff\xd8", b"\xff\x4f"):
            at += 1
        else:
            raise ValueError("no image at %d" % at)


def _segment(data, at):
    (length,) = struct.unpack_from(">H", data, at + 2)
    if data[at] != 0xFF or length < 2:
        raise ValueError("no segment at %d" % at)
    return data[at + 1], at + 2 + length


def _jpeg(data, at):
    yield data[at : at + 2]
    at, stuffed = at + 2, 0
    while True:
        while data[at + 1] == 0xFF:
            at += 1
        if data[at + 1] == 0xD9:
            yield data[at : at + 2]
            return at + 2
        code, end = _segment(data, at)
        if code != 0xFE and not 0xE0 <= code <= 0xEF:
            yield data[at:end]
        stuffed = 0x7F if code == 0xF7 else stuffed
        at = end
        if code == 0xDA:
            at = data.index(b"\xff", at)
            while data[at + 1] <= stuffed or data[at + 1] == 0xFF or 0xD0 <= data[at + 1] <= 0xD7:
                at = data.index(b"\xff", at + 1)
            yield data[end:at]


def _jpeg2000(data, at):
    yield data[at : at + 2]
    at += 2
    part = 0
    while True:
        if data[at + 1] == 0xD9:
            yield data[at : at + 2]
            return at + 2
        if data[at + 1] == 0x93:
            end = part or data.index(b"\xff\xd9", at)
            yield data[at:end]
            at = end
            continue
        code, end = _segment(data, at)
        if code == 0x90:
            (length,) = struct.unpack_from(">I", data, at + 6)
            part = length and at + length
            yield data[at + 4 : at + 6] + data[at + 10 : end]
        elif code not in (0x64, 0x55):
            yield data[at:end]
        at = end


def _boxes(data, at):
    while data[at + 4 : at + 8].strip(b"\0"):
        (length,) = struct.unpack_from(">I", data, at)
        kind, head = data[at + 4 : at + 8], 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        end = at + length if length else len(data)
        if kind == b"jp2c":
            yield from _jpeg2000(data, at + head)
        elif kind == b"jp2h":
            yield data[at:end]
        at = end
        if data[at + 4 : at + 8] == b"jP  ":
            break
    return at if data[at + 4 : at + 8] == b"jP  " else len(data)
