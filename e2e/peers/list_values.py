"""Every value of a folder of DICOM files, with the number of files that hold it.

usage: list_values.py FOLDER; prints JSON: [{"path", "vr", "text", "files"}], paths without item numbers.
Texts as the page shows them: values joined by backslashes. Sequences, pixels and plain bytes are left out.
"""
import json
import sys
from collections import defaultdict
from pathlib import Path

import pydicom
from pydicom.config import settings

settings.reading_validation_mode = pydicom.config.IGNORE
TEXT = {"AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UI", "UR", "UT"}


def as_written(value, vr):
    """Numbers as the file has them; a person name keeps its bytes there, and is its text."""
    return str(value) if vr == "PN" else str(getattr(value, "original_string", value))


def values_of(dataset, path):
    for element in dataset:
        place = path + "(%04X,%04X)" % (element.tag.group, element.tag.element)
        if element.VR == "SQ":
            for item in element.value or []:
                yield from values_of(item, place + "[].")
        elif element.VR in TEXT and element.value not in (None, ""):
            values = element.value if isinstance(element.value, (list, pydicom.multival.MultiValue)) else [element.value]
            yield place, element.VR, "\\".join(as_written(one, element.VR) for one in values)


counts = defaultdict(set)
for file in sorted(Path(sys.argv[1]).rglob("*.dcm")):
    dataset = pydicom.dcmread(file)
    for place, vr, text in values_of(dataset, ""):
        counts[(place, vr, text.strip())].add(file)
json.dump([{"path": p, "vr": v, "text": t, "files": len(f)} for (p, v, t), f in counts.items()], sys.stdout)
