"""A second, independent reader of DICOM structure: every element with the exact bytes of its value.

It shares no code and no table with the product. The values stay raw: two files agree when these bytes agree.
"""

import struct
import zlib

DEFLATED = "1.2.840.10008.1.2.1.99"
BIG_ENDIAN = "1.2.840.10008.1.2.2"
IMPLICIT = "1.2.840.10008.1.2"
LONG_VRS = {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}
ITEM, ITEM_END, SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
UNDEFINED = 0xFFFFFFFF


class Element:
    """`path` is as in the records: (0008,1140)[0].(0008,1155). `value` is None for a sequence that was entered."""

    def __init__(self, path, tag, vr, value):
        self.path, self.tag, self.vr, self.value = path, tag, vr, value


def read_file(path):
    """Returns (transfer syntax, preamble, elements of group 0002, elements of the data set)."""
    with open(path, "rb") as file:
        data = file.read()
    preamble, at = b"", 0
    if data[128:132] == b"DICM":
        preamble, at = data[:128], 132
    meta, at = _walk(data, at, len(data), True, False, "", stop_after_group=0x0002)
    syntax = next((e.value.rstrip(b"\0 ").decode("ascii") for e in meta if e.tag == 0x00020010), None)
    if syntax is None:
        syntax = _guess_syntax(data, at)
    if syntax == DEFLATED:
        data, at = zlib.decompressobj(-15).decompress(data[at:]), 0
    body, _ = _walk(data, at, len(data), syntax != IMPLICIT, syntax == BIG_ENDIAN, "")
    return syntax, preamble, meta, body


def inside_unknown(element):
    """Reads the items of an element whose VR hides them (UN, implicit private): always implicit little endian."""
    return _items(element.value, 0, len(element.value), False, False, element.path)[0]


def _guess_syntax(data, at):
    vr = data[at + 4 : at + 6]
    if not (vr.isalpha() and vr.isupper()):
        return IMPLICIT
    return BIG_ENDIAN if data[at] == 0 and data[at + 1] != 0 else "1.2.840.10008.1.2.1"


def _tag(data, at, big):
    group, element = struct.unpack_from(">HH" if big else "<HH", data, at)
    return (group << 16) | element


def _name(tag):
    return "(%04X,%04X)" % (tag >> 16, tag & 0xFFFF)


def _walk(data, at, end, explicit, big, prefix, stop_after_group=None, stop_at=None):
    elements = []
    while at + 8 <= end:
        tag = _tag(data, at, big)
        if stop_after_group is not None and tag >> 16 != stop_after_group:
            break
        if tag == stop_at:
            return elements, at + 8
        if tag == 0 and not data[at:end].strip(b"\0"):
            break  # zero padding behind the last element
        path = prefix + _name(tag)
        vr = b""
        if explicit:
            vr = data[at + 4 : at + 6]
            if vr in LONG_VRS:
                (length,) = struct.unpack_from(">I" if big else "<I", data, at + 8)
                value_at = at + 12
            else:
                (length,) = struct.unpack_from(">H" if big else "<H", data, at + 6)
                value_at = at + 8
        else:
            (length,) = struct.unpack_from("<I", data, at + 4)
            value_at = at + 8
        if length == UNDEFINED:
            if tag == 0x7FE00010:
                at = _end_of_fragments(data, value_at, big)
                elements.append(Element(path, tag, vr, data[value_at:at]))
                continue
            implicit = vr == b"UN"
            inner, at = _items(data, value_at, end, explicit and not implicit, big and not implicit, path)
            elements.append(Element(path, tag, vr, None))
            elements.extend(inner)
            continue
        stop = value_at + length
        if stop > end:
            raise ValueError("%s at byte %d runs past the end" % (path, at))
        if vr == b"SQ" or (not explicit and _looks_like_items(data, value_at, stop)):
            elements.append(Element(path, tag, vr, None))
            elements.extend(_items(data, value_at, stop, explicit, big, path)[0])
        else:
            elements.append(Element(path, tag, vr, data[value_at:stop]))
        at = stop
    return elements, at


def _looks_like_items(data, at, end):
    """Implicit syntax has no VR: items whose lengths add up make a sequence; anything else is a value."""
    if end - at < 8 or _tag(data, at, False) != ITEM:
        return False
    try:
        _items(data, at, end, False, False, "")
        return True
    except (ValueError, struct.error, RecursionError):
        return False


def _items(data, at, end, explicit, big, path):
    elements, number = [], 0
    while at + 8 <= end:
        tag = _tag(data, at, big)
        (length,) = struct.unpack_from(">I" if big else "<I", data, at + 4)
        if tag == SEQUENCE_END:
            return elements, at + 8
        if tag != ITEM:
            raise ValueError("no item in %s at byte %d" % (path, at))
        prefix = "%s[%d]." % (path, number)
        if length == UNDEFINED:
            inner, at = _walk(data, at + 8, end, explicit, big, prefix, stop_at=ITEM_END)
        else:
            if at + 8 + length > end:
                raise ValueError("an item of %s at byte %d runs past the end" % (path, at))
            inner, _ = _walk(data, at + 8, at + 8 + length, explicit, big, prefix)
            at += 8 + length
        elements.append(Element("%s[%d]" % (path, number), ITEM, b"", None))
        elements.extend(inner)
        number += 1
    return elements, at


def _end_of_fragments(data, at, big):
    while True:
        tag = _tag(data, at, big)
        (length,) = struct.unpack_from(">I" if big else "<I", data, at + 4)
        at += 8
        if tag == SEQUENCE_END:
            return at
        if tag != ITEM:
            raise ValueError("no fragment at byte %d" % at)
        at += length
