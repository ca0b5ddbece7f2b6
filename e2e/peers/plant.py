"""Makes a folder of DICOM files with a different string planted in every attribute of Table E.1-1, in many places.

Arguments: table-e1-1.json, the dictionary (tag to [VR, ...]), the folder to fill. Prints JSON: {"files": N, "needles": [{"file", "where", "tag", "hex": [...],
"isNumeric"}], "kept": [path, ...]}. `hex` are byte strings that no output may hold; a numeric one is so short that it
counts only where no other digit touches it. `kept` are sequences of the standard that must survive: without them a pass would prove nothing.
"""

import datetime
import json
import os
import sys

from dicom_bytes import (
    BIG_ENDIAN, DEFLATED, EXPLICIT, IMPLICIT, ct_image, encode, explicit_text, item, unknown, write_part10,
)
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

# Kept by every preset: none is in Table E.1-1.
CHAIN = (0x00082218, 0x00082220, 0x00082228)
BYTES_VRS = {"OB", "OW", "UN"}
# On top level it makes the file a document, which is held; the file named "document" has it.
ENCAPSULATED_DOCUMENT = 0x00420011
CONTENT_SEQUENCE, VALUE_TYPE = 0x0040A730, 0x0040A040
VRS = {}


class Planter:
    """Hands out values that occur once in the whole folder and remembers where each went."""

    def __init__(self, ids):
        self.ids, self.count, self.needles = ids, 0, []

    def fill(self, dataset, file, where, skip=()):
        for tag in self.ids:
            if tag >> 16 < 8 or tag >> 16 in (0xFFFA, 0xFFFC) or tag in skip:
                continue  # planted where they can stand: write_meta, write_invalid_groups, write_behind_pixels
            vr = vr_of(tag)
            if vr == "SQ":
                dataset.add_new(tag, "SQ", Sequence([self.small_item(file, where, tag)]))
            else:
                dataset.add_new(tag, vr, self.value(vr, file, where, tag))

    def small_item(self, file, where, tag):
        """What stands in the sequences of the table themselves."""
        inner = Dataset()
        place = "%s, in %s" % (where, name(tag))
        for inner_tag in (0x00080020, 0x00081155, 0x00100010, 0x00100020, 0x00204000):
            inner.add_new(inner_tag, vr_of(inner_tag), self.value(vr_of(inner_tag), file, place, inner_tag))
        if tag == CONTENT_SEQUENCE:
            inner.add_new(VALUE_TYPE, "CS", "TEXT")  # without one, nobody could tell what the item is, and the file waits
        return inner

    def value(self, vr, file, where, tag):
        self.count += 1
        n = self.count
        word = "Qz%05dPlant" % n
        numeric = False
        if vr == "PN":
            value, parts = "Qz%05dFam^Qz%05dGiv" % (n, n), ["Qz%05dFam" % n, "Qz%05dGiv" % n]
        elif vr in ("CS", "AE"):
            value, parts = word.upper(), [word.upper()]
        elif vr == "UR":
            value, parts = "http://%s.example/" % word, [word]
        elif vr == "UI":
            value = "1.2.826.0.1.3680043.8.498.%d.%d" % (n, n)
            parts = [value]
        elif vr in ("DA", "DT"):
            day = (datetime.date(1700, 1, 1) + datetime.timedelta(days=n)).strftime("%Y%m%d")
            value, numeric = (day, True) if vr == "DA" else (day + "031415", False)
            parts = [value]
        elif vr == "TM":
            value = "0314%02d.%06d" % (n % 60, n)
            parts = [value]
        elif vr in ("DS", "IS"):
            value, numeric = "73%05d91" % n, True
            parts = [value]
        elif vr == "AS":
            return "077Y"  # four characters cannot be told from chance; the change report covers them
        elif vr == "US":
            return 4
        elif vr in BYTES_VRS:
            value = word.encode("ascii") + b"\0" * (len(word) % 2)
            parts = [word]
        else:
            value, parts = word, [word]
        self.remember(file, where, tag, [part.encode("ascii") for part in parts], numeric)
        return value

    def remember(self, file, where, tag, parts, numeric=False):
        hexes = [part.hex() for part in parts]
        self.needles.append({"file": file, "where": where, "tag": name(tag), "hex": hexes, "isNumeric": numeric})


def main():
    table, dictionary, folder = sys.argv[1:4]
    with open(table) as file:
        rows = json.load(file)["rows"]
    with open(dictionary) as file:
        VRS.update({tag: entry[0] for tag, entry in json.load(file).items()})
    ids = sorted(int(row[0], 16) for row in rows if all(c in "0123456789ABCDEFabcdef" for c in row[0]))
    planter = Planter(ids + [0x50003000, 0x60003000, 0x60004000])
    deep = os.path.join(folder, "Qz80001Folder^Smith")
    os.makedirs(deep)
    planter.remember("(name)", "folder name", 0, [b"Qz80001Folder"])
    number = 0

    def path_of(label):
        nonlocal number
        number += 1
        file = "%03d-Qz9%04dFile-%s.dcm" % (number, number, label)
        planter.remember(file, "file name", 0, [b"Qz9%04dFile" % number])
        return os.path.join(deep, file), file

    for label, syntax in (("explicit", EXPLICIT), ("implicit", IMPLICIT), ("big", BIG_ENDIAN), ("deflated", DEFLATED)):
        path, file = path_of("top-" + label)
        dataset = ct_image(number, syntax)
        planter.fill(dataset, file, "top level, " + label, skip=(0x00080018, ENCAPSULATED_DOCUMENT))
        write_part10(path, dataset, syntax)

        path, file = path_of("deep-" + label)
        dataset = ct_image(number, syntax)
        nest(dataset, planter, file, "three sequences deep, " + label)
        write_part10(path, dataset, syntax)

    for label, undefined_length in (("defined", False), ("undefined", True)):
        path, file = path_of("un-" + label)
        write_unknown(path, file, planter, number, undefined_length)
        path, file = path_of("private-" + label)
        write_private(path, file, planter, number, undefined_length)

    path, file = path_of("document")
    dataset = ct_image(number)
    dataset.add_new(ENCAPSULATED_DOCUMENT, "OB", planter.value("OB", file, "top level", ENCAPSULATED_DOCUMENT))
    write_part10(path, dataset)
    path, file = path_of("behind-pixels")
    write_behind_pixels(path, file, planter, number)
    path, file = path_of("meta")
    write_meta(path, file, planter, number)
    path, file = path_of("invalid-groups")
    write_invalid_groups(path, file, planter, number)
    for label, charsets, text in NAMES:
        path, file = path_of(label)
        write_name(path, file, planter, number, charsets, text)

    chain = ["".join("%s[0]." % name(tag) for tag in CHAIN[:depth]).rstrip(".") for depth in (1, 2, 3)]
    json.dump({"files": number, "needles": planter.needles, "kept": chain}, sys.stdout)


def nest(dataset, planter, file, where):
    inner = Dataset()
    planter.fill(inner, file, where)
    inner.CodeMeaning = "kept text"
    for tag in reversed(CHAIN):
        outer = Dataset()
        outer.CodeValue = "T-1"
        outer.add_new(tag, "SQ", Sequence([inner]))
        inner = outer
    dataset.add_new(CHAIN[0], "SQ", inner[CHAIN[0]].value)


def write_unknown(path, file, planter, number, undefined_length):
    """A standard sequence that an old system wrote as UN (CP-246): its items are implicit little endian."""
    dataset = ct_image(number)
    inner = Dataset()
    planter.fill(inner, file, "in a UN sequence")
    element = unknown(CHAIN[0], [item(inner, undefined_length)], undefined_length)
    write_part10(path, dataset, body=with_element(dataset, CHAIN[0], element))


def write_private(path, file, planter, number, undefined_length):
    dataset = ct_image(number)
    as_sequence, as_unknown = Dataset(), Dataset()
    planter.fill(as_sequence, file, "in a private SQ")
    planter.fill(as_unknown, file, "in a private UN")
    dataset.add_new(0x00090010, "LO", "NESCIO TEST")
    planter.remember(file, "private text", 0x00091003, [b"Qz91003Private"])
    dataset.add_new(0x00091001, "SQ", Sequence([as_sequence]))
    dataset.add_new(0x00091003, "LO", "Qz91003Private")
    element = unknown(0x00091002, [item(as_unknown, undefined_length)], undefined_length)
    write_part10(path, dataset, body=with_element(dataset, 0x00091002, element))


def write_behind_pixels(path, file, planter, number):
    dataset = ct_image(number)
    dataset.add_new(0x7FE10010, "LO", "NESCIO TEST")
    private = Dataset()
    planter.fill(private, file, "in a private SQ behind Pixel Data")
    dataset.add_new(0x7FE11001, "SQ", Sequence([private]))
    signature = planter.small_item(file, "behind Pixel Data", 0xFFFAFFFA)
    dataset.add_new(0xFFFAFFFA, "SQ", Sequence([signature]))
    planter.remember(file, "behind Pixel Data", 0xFFFCFFFC, [b"Qz90002Padding"])
    dataset.add_new(0xFFFCFFFC, "OB", b"Qz90002Padding")
    write_part10(path, dataset)


def write_meta(path, file, planter, number):
    """Group 0002 and the preamble."""
    dataset = ct_image(number)
    extra = b""
    fields = ((0x00020013, b"SH"), (0x00020016, b"AE"), (0x00020017, b"AE"), (0x00020018, b"AE"), (0x00020026, b"UR"))
    for tag, vr in fields:
        extra += explicit_text(tag, vr, planter.value(vr.decode(), file, "group 0002", tag).encode("ascii"))
    extra += explicit_text(0x00020100, b"UI", planter.value("UI", file, "group 0002", 0x00020100).encode("ascii"))
    extra += explicit_text(0x00020102, b"OB", planter.value("OB", file, "group 0002", 0x00020102))
    preamble = b"Qz90003Preamble".ljust(128, b"\0")
    planter.remember(file, "preamble", 0, [b"Qz90003Preamble"])
    write_part10(path, dataset, preamble=preamble, meta_extra=extra)


def write_invalid_groups(path, file, planter, number):
    """Groups that have no business in a data set (PS3.15 E.1.1, PS3.5 7.8)."""
    dataset = ct_image(number)
    for tag in [tag for tag in planter.ids if tag >> 16 in (0x0000, 0x0004)] + [0x00050010, 0x00070010]:
        vr = "LO" if tag & 0x10000 else vr_of(tag)
        dataset.add_new(tag, vr, planter.value(vr, file, "a group that a data set must not have", tag))
    write_part10(path, dataset)


NAMES = (
    ("japanese", ["", "ISO 2022 IR 87"], "Yamadaq^Tarouq=山田^太郎=やまだ^たろう"),
    ("korean", ["", "ISO 2022 IR 149"], "Hongq^Gildongq=洪^吉洞=홍^길동"),
    ("chinese", ["GB18030"], "Wangq^XiaoDongq=王^小东"),
    ("french", ["ISO_IR 100"], "Bucq^Jérômeq"),
    ("russian", ["ISO_IR 144"], "Люкceмбypгъ^Пётръ"),
    ("utf8", ["ISO_IR 192"], "Çelikq^Ğülşahq=王^小東"),
)


def write_name(path, file, planter, number, charsets, text):
    dataset = ct_image(number)
    dataset.SpecificCharacterSet = charsets
    dataset.PatientName = text
    dataset.OtherPatientNames = text
    inner = Dataset()
    inner.PatientName = text
    dataset.add_new(CHAIN[0], "SQ", Sequence([inner]))
    write_part10(path, dataset)
    # The name as it stands in the file, in its own encoding, and again in UTF-8.
    raw = encode_name(dataset)
    pieces = {piece for group in raw.split(b"=") for piece in group.split(b"^") if len(piece) >= 4}
    pieces |= {group.encode("utf-8") for group in text.split("=") if len(group.encode("utf-8")) >= 6}
    planter.remember(file, "name in %s" % "\\".join(charsets), 0x00100010, sorted(pieces))


def encode_name(dataset):
    one = Dataset()
    one.SpecificCharacterSet = dataset.SpecificCharacterSet
    one.PatientName = dataset.PatientName
    content = encode(one)
    return content[content.index(b"\x10\x00\x10\x00PN") + 8 :].rstrip(b" ")


def with_element(dataset, tag, element):
    """The encoded data set with one more element, put together by hand, in its place."""
    before, after = Dataset(), Dataset()
    for entry in dataset:
        (before if entry.tag < tag else after).add(entry)
    return encode(before) + element + encode(after)


def vr_of(tag):
    if tag >> 24 in (0x50, 0x60):
        return {0x3000: "OW", 0x4000: "LT"}[tag & 0xFFFF]
    # Not pydicom's dictionary: it is older than the table.
    return VRS["%08X" % tag]


def name(tag):
    return "(%04X,%04X)" % (tag >> 16, tag & 0xFFFF)


main()
