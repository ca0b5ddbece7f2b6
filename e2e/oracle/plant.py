"""Plants identifying values into copies of real files: plant.py <corpus> <output folder> [seed].

Each file gets its share of the rows of Table E.1-1, on top level and in two nested places, so that every row comes up in many
files; each gets patient, birth date, accession number and study date. The order of rows is drawn by the seed, and no clock or
other chance plays a part: same corpus and seed, same bytes. Prints JSON: {"files": [paths], "leftOut": [{"path", "why"}]}.
"""

import json
import os
import random
import struct
import sys
import warnings
from io import BytesIO

import pydicom
from pydicom import config, datadict
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset, write_file_meta_info
from pydicom.sequence import Sequence
from pydicom.tag import Tag
from pydicom.uid import UID
from planting import OTHER_DATE, number_of, token_of, value_for
import zlib

warnings.simplefilter("ignore")
config.settings.writing_validation_mode = config.IGNORE
config.settings.reading_validation_mode = config.IGNORE

TOP_ROWS, NESTED_ROWS = 70, 40
ALWAYS = ["00100010", "00100020", "00100030", "00080050", "00080020"]
# Sequences that no row names, one inside the other.
OUTER, INNER = 0x00409096, 0x00289145
DEFLATED = "1.2.840.10008.1.2.1.99"


def main(corpus, folder, seed):
    rows = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "rules.json")))["table"]
    teach(rows)
    plantable = [row for row in rows if row[0] != "private"]
    random.Random(seed).shuffle(plantable)
    with open(os.path.join(corpus, "index.json")) as file:
        paths = [entry["path"] for entry in json.load(file)["files"]]
    report = {"files": [], "leftOut": []}
    for number, path in enumerate(paths):
        try:
            planted = plant(os.path.join(corpus, path), path, number, plantable, seed)
        except Exception as problem:  # a reader of real files must expect anything
            report["leftOut"].append({"path": path, "why": "pydicom: %s" % type(problem).__name__})
            continue
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(planted)
        report["files"].append(path)
    json.dump(report, sys.stdout)


def teach(rows):
    """Names the attributes that are newer than the installed dictionary, so that implicit headers can be read."""
    for row_id, vrs, *_ in rows:
        if "x" not in row_id and row_id != "private" and vrs and not datadict.dictionary_has_tag(int(row_id, 16)):
            datadict.add_dict_entry(int(row_id, 16), vrs[0], "Row" + row_id, "Row " + row_id)


def plant(source, path, number, rows, seed):
    with open(source, "rb") as file:
        data = file.read()
    dataset = pydicom.dcmread(BytesIO(data), force=True)
    if "DirectoryRecordSequence" in dataset or not any(tag.group == 0x0008 for tag in dataset.keys()):
        raise ValueError("no data set of an image")
    syntax = dataset.file_meta.get("TransferSyntaxUID") or found_syntax(dataset)
    dataset.file_meta.TransferSyntaxUID = syntax
    offset = 8 + number * TOP_ROWS
    top = [rows[(offset + step) % len(rows)] for step in range(TOP_ROWS)]
    always = [row for row in rows if row[0] in ALWAYS]
    patient = str(dataset.get("PatientID", "")) + "|" + str(dataset.get("PatientName", ""))
    for row in always + top:
        add_row(dataset, row, seed, path, "top", patient)
    nested = [rows[(number * NESTED_ROWS + step) % len(rows)] for step in range(NESTED_ROWS)]
    nested = [row for row in nested if row[0][:4] not in ("0000", "0002", "0004", "FFFA", "FFFC") and "x" not in row[0]]
    add_nested(dataset, nested, seed, path, patient)
    add_private(dataset, seed, path)
    add_local_code(dataset, seed, path)
    return encode(dataset, data, UID(syntax), seed, path)


def add_row(dataset, row, seed, path, place, patient):
    row_id, vrs, basic, options = row
    if row_id == "50xxxxxx":
        dataset.add(DataElement(Tag(0x50000022), "LO", value_for("LO", False, seed, path, place, row_id)))
        return
    # Group 0002 is planted below; a document on top level would make a document of every file, and those are held.
    if row_id.startswith("0002") or (row_id == "00420011" and place == "top"):
        return
    # pydicom takes group 0000 of a big endian file for a command set and reads on in the wrong byte order.
    if row_id.startswith("0000") and not dataset.is_little_endian:
        return
    tag = Tag(int(row_id.replace("xx", "00"), 16))
    vr = vrs[0]
    # The UIDs that hold files together, and content that is there, are scored as they are.
    if tag in dataset and vr in ("UI", "SQ", "OB", "OW", "UN") and not is_empty(dataset, tag):
        if row_id == "0040A730":
            dataset[tag].value.append(content_item(seed, path, place))
        return
    keeps = "retainFullDates" in options
    if row_id in ("00100010", "00100020") and place == "top":
        value = token_of(seed, "patient", patient, row_id)
    elif vr == "SQ":
        value = Sequence([content_item(seed, path, place) if row_id == "0040A730" else item(seed, path, place, row_id)])
    elif row_id == "00080201":
        value = "+0137"
    else:
        value = value_for(vr, keeps, seed, path, place, row_id)
    dataset.add(DataElement(tag, vr, value))


def found_syntax(dataset):
    if dataset.is_implicit_VR:
        return "1.2.840.10008.1.2"
    return "1.2.840.10008.1.2.1" if dataset.is_little_endian else "1.2.840.10008.1.2.2"


def is_empty(dataset, tag):
    element = dataset.get_item(tag)
    value = element.value
    return value is None or len(value) == 0


def item(seed, path, place, row_id):
    code = Dataset()
    code.add(DataElement(Tag(0x00080102), "SH", "99TEST"))
    code.add(DataElement(Tag(0x00080104), "LO", value_for("LO", False, seed, path, place, row_id, "meaning")))
    return code


def content_item(seed, path, place):
    content = Dataset()
    content.add(DataElement(Tag(0x0040A010), "CS", "CONTAINS"))
    content.add(DataElement(Tag(0x0040A040), "CS", "TEXT"))
    name = Dataset()
    name.add(DataElement(Tag(0x00080100), "SH", "121071"))
    name.add(DataElement(Tag(0x00080102), "SH", "DCM"))
    name.add(DataElement(Tag(0x00080104), "LO", "Finding"))
    content.add(DataElement(Tag(0x0040A043), "SQ", Sequence([name])))
    content.add(DataElement(Tag(0x0040A160), "UT", value_for("UT", False, seed, path, place, "content")))
    return content


def add_nested(dataset, rows, seed, path, patient):
    outer, inner = Dataset(), Dataset()
    half = len(rows) // 2
    for row in rows[:half]:
        add_row(outer, row, seed, path, "outer", patient)
    for row in rows[half:]:
        add_row(inner, row, seed, path, "inner", patient)
    outer.add(DataElement(Tag(INNER), "SQ", Sequence([inner])))
    if Tag(OUTER) in dataset and not is_empty(dataset, Tag(OUTER)):
        dataset[Tag(OUTER)].value.append(outer)
    else:
        dataset.add(DataElement(Tag(OUTER), "SQ", Sequence([outer])))


def add_local_code(dataset, seed, path):
    """A code of a scheme of nobody's, in a sequence that no row names."""
    code = Dataset()
    code.add(DataElement(Tag(0x00080100), "SH", token_of(seed, path, "code")))
    code.add(DataElement(Tag(0x00080102), "SH", "99" + token_of(seed, path, "scheme")))
    code.add(DataElement(Tag(0x00080104), "LO", value_for("LO", False, seed, path, "code", "meaning")))
    tag = Tag(0x0008103F)
    if tag in dataset and not is_empty(dataset, tag):
        dataset[tag].value.append(code)
    else:
        dataset.add(DataElement(tag, "SQ", Sequence([code])))


def add_private(dataset, seed, path):
    if any(tag.group == 0x0009 for tag in dataset.keys()):
        return
    dataset.add(DataElement(Tag(0x00090010), "LO", "ORACLE TEST"))
    dataset.add(DataElement(Tag(0x00091001), "LO", value_for("LO", False, seed, path, "private")))
    hidden = Dataset()
    hidden.add(DataElement(Tag(0x00100010), "PN", value_for("PN", False, seed, path, "private", "name")))
    dataset.add(DataElement(Tag(0x00091002), "SQ", Sequence([hidden])))


def encode(dataset, data, syntax, seed, path):
    """As the source was written, with names in the preamble and in File Meta Information."""
    body = DicomBytesIO()
    body.is_little_endian, body.is_implicit_VR = dataset.is_little_endian, dataset.is_implicit_VR
    write_dataset(body, dataset, dataset._character_set if hasattr(dataset, "_character_set") else "iso8859")
    meta = dataset.file_meta
    meta.add(DataElement(Tag(0x00020016), "AE", token_of(seed, path, "meta")))
    meta.add(DataElement(Tag(0x00020100), "UI", "1.2.999.%d" % (10**11 + number_of(seed, path, "creator") % 10**11)))
    meta.add(DataElement(Tag(0x00020102), "OB", token_of(seed, path, "information").encode()))
    head = DicomBytesIO()
    head.is_little_endian, head.is_implicit_VR = True, False
    write_file_meta_info(head, meta, enforce_standard=False)
    content = body.getvalue()
    if syntax == DEFLATED:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        content = packer.compress(content) + packer.flush()
        content += b"\0" * (len(content) % 2)
    preamble = (token_of(seed, path, "preamble").encode() * 13)[:128]
    return preamble + b"DICM" + head.getvalue() + content


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 20261122)
