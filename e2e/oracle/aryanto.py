"""The fifty elements of Aryanto et al. 2015: aryanto.py make <file>, or aryanto.py check <before> <after>.

`make` writes one file with all fifty filled, on top level and again two sequences deep. `check` prints how many of the fifty
values are gone at either place, as JSON: {"top", "nested", "left": [paths]}.
"""

import json
import os
import sys

import pydicom
from element_tree import File
from plant import INNER, OUTER
from planting import token_of, value_for
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.tag import Tag

HERE = os.path.dirname(os.path.abspath(__file__))
FIFTY = json.load(open(os.path.join(HERE, "data", "aryanto-50.json")))["elements"]


def fill(dataset, place):
    for element in FIFTY:
        tag, vr = Tag(int(element["id"], 16)), element["vr"]
        if vr == "SQ":
            item = Dataset()
            item.add(DataElement(Tag(0x00080104), "LO", token_of("aryanto", place, element["id"])))
            dataset.add(DataElement(tag, vr, Sequence([item])))
        else:
            dataset.add(DataElement(tag, vr, value_for(vr, True, "aryanto", place, element["id"])))


def make(path):
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    dataset.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.4"
    dataset.file_meta.MediaStorageSOPInstanceUID = "1.2.3.4.5"
    dataset.is_little_endian, dataset.is_implicit_VR = True, False
    dataset.add(DataElement(Tag(0x00080016), "UI", "1.2.840.10008.5.1.4.1.1.4"))
    dataset.add(DataElement(Tag(0x00080018), "UI", "1.2.3.4.5"))
    dataset.add(DataElement(Tag(0x00080008), "CS", ["ORIGINAL", "PRIMARY", "M"]))
    dataset.add(DataElement(Tag(0x00080060), "CS", "MR"))
    fill(dataset, "top")
    inner, outer = Dataset(), Dataset()
    fill(inner, "nested")
    outer.add(DataElement(Tag(INNER), "SQ", Sequence([inner])))
    dataset.add(DataElement(Tag(OUTER), "SQ", Sequence([outer])))
    pydicom.dcmwrite(path, dataset, write_like_original=False)


def check(before, after):
    old, new = File(before).elements, File(after).elements
    left = {"top": still_there(old, new), "nested": still_there(nested(old), nested(new))}
    counts = {place: len(FIFTY) - len(paths) for place, paths in left.items()}
    print(json.dumps({**counts, "left": left["top"] + left["nested"]}))


def nested(elements):
    return elements[OUTER].items[0][INNER].items[0]


def still_there(old, new):
    paths = []
    for element in FIFTY:
        tag = int(element["id"], 16)
        if tag in new and not new[tag].is_empty() and new[tag].all_bytes() == old[tag].all_bytes():
            paths.append(element["tag"])
    return paths


if __name__ == "__main__":
    make(sys.argv[2]) if sys.argv[1] == "make" else check(sys.argv[2], sys.argv[3])
