"""Files as trees of raw values, read by pydicom: two elements agree when their bytes agree."""

import os
import sys
import warnings
from io import BytesIO

import pydicom
from pydicom import config, datadict
from pydicom.dataelem import RawDataElement
from pydicom.sequence import Sequence
from pydicom.values import convert_SQ

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "peers"))
from coded_frames import essence  # noqa: E402

warnings.simplefilter("ignore")
config.settings.reading_validation_mode = config.IGNORE
BINARY_VRS = {"AT", "FD", "FL", "OB", "OD", "OF", "OL", "OV", "OW", "SL", "SS", "SV", "UL", "UN", "US", "UV"}
PIXELS = (0x7FE00008, 0x7FE00009, 0x7FE00010)


class Node:
    """`value` is the raw value field; `items` a list of {tag: Node}, or None where the element is no sequence."""

    __slots__ = ("tag", "vr", "value", "items")

    def __init__(self, tag, vr, value, items):
        self.tag, self.vr, self.value, self.items = tag, vr, value, items

    def is_empty(self):
        if self.items is not None:
            return len(self.items) == 0
        return len(self.value if self.vr in BINARY_VRS else self.value.strip(b" \0")) == 0

    def all_bytes(self):
        """Every value below, joined: what a text may be looked for in."""
        if self.items is None:
            return self.value
        return b"\n".join(node.all_bytes() for item in self.items for node in item.values())


class File:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.bytes = file.read()
        dataset = pydicom.dcmread(BytesIO(self.bytes), force=True)
        self.meta = {int(tag): node_of(dataset.file_meta, tag) for tag in dataset.file_meta.keys()}
        self.is_little_endian = dataset.is_little_endian
        self.elements = elements_of(dataset)
        self.syntax = text_of(self.meta.get(0x00020010))

    def pixels(self):
        return {tag: essence(self.elements[tag].value or b"") for tag in PIXELS if tag in self.elements}


def elements_of(dataset):
    return {int(tag): node_of(dataset, tag) for tag in dataset.keys()}


def node_of(dataset, tag):
    element = dataset.get_item(tag)
    if not isinstance(element, RawDataElement):
        if isinstance(element.value, Sequence):
            return Node(int(tag), "SQ", None, [elements_of(item) for item in element.value])
        element = dataset[tag]
        return Node(int(tag), element.VR, as_bytes(element.value), None)
    vr = element.VR if element.VR not in (None, "UN") else known_vr(tag, element.VR)
    value = element.value or b""
    if int(tag) in PIXELS:
        return Node(int(tag), vr, value, None)
    # A sequence may stand as UN, or as an implicit value whose tag no dictionary has; it is implicit little endian then.
    hidden = vr in ("UN", "SQ") and element.VR in (None, "UN") and value[:4] == b"\xfe\xff\x00\xe0"
    if vr == "SQ" or hidden:
        implicit, little = (True, True) if element.VR == "UN" else (element.is_implicit_VR, element.is_little_endian)
        try:
            items = convert_SQ(value, implicit, little, "iso8859")
            return Node(int(tag), "SQ", value, [elements_of(item) for item in items])
        except Exception:
            return Node(int(tag), "UN", value, None)
    return Node(int(tag), vr, value, None)


def known_vr(tag, fallback):
    try:
        return datadict.dictionary_VR(tag).split(" or ")[-1]
    except KeyError:
        return fallback or "UN"


def as_bytes(value):
    if value is None:
        return b""
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    if isinstance(value, (list, tuple)):
        return b"\\".join(as_bytes(one) for one in value)
    return str(value).encode("utf-8")


def text_of(node):
    return "" if node is None or node.value is None else node.value.decode("latin-1").rstrip(" \0")
