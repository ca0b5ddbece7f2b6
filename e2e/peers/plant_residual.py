"""Makes files in which one of the patient's own identifiers stands in an attribute that the profiles keep.

Arguments: the folder to fill, and the rule tables whose attributes are passed by. One file per kept text attribute; the identifiers take turns. One
more, clean.dcm, has none. Prints
JSON: {"files": [{"file", "kind", "attribute", "text"}]}.
"""

import json
import os
import sys

from dicom_bytes import ct_image, write_part10
from pydicom.datadict import DicomDictionary

TEXT_VRS = {"LO", "SH", "LT", "ST", "UT", "UC"}
# Groups that describe a stored object. Others (print, command, directory) never stand in one.
GROUPS = {0x0008, 0x0018, 0x0020, 0x0028, 0x0040, 0x0054, 0x0070, 0x3006, 0x300A}

# Its words are not taken for names of institution or staff: they stand in every file of the scanner. A patient's name is.
MODEL_NAME = 0x00081090

IDENTIFIERS = (
    ("family name", "Quillfeather"),
    ("given name", "Barnabette"),
    ("full name", "Quillfeather, Barnabette"),
    ("patient ID", "MRN5820417"),
    ("accession number", "ACC99120333"),
    ("birth date", "19610203"),
    ("birth date, written", "03.02.1961"),
    ("telephone number", "+49 89 5551234"),
    ("institution", "Waldkrankenhaus"),
    ("referring physician", "Ossenkopp"),
)


def main():
    closed = set()
    for path in sys.argv[2:]:
        with open(path) as file:
            table = json.load(file)
            closed |= {row[0] for row in table["rows"] + table.get("additions", [])}
    folder, made = sys.argv[1], []
    for tag, (vr, vm, label, retired, keyword) in sorted(DicomDictionary.items()):
        is_open = "%08X" % tag not in closed and "%08x" % tag not in closed
        if vr not in TEXT_VRS or tag >> 16 not in GROUPS or not is_open or retired or tag in ct_image(1):
            continue
        number = len(made) + 1
        kind, text = IDENTIFIERS[number % len(IDENTIFIERS)]
        if tag == MODEL_NAME or (vr == "SH" and len(text) > 16):
            kind, text = IDENTIFIERS[0]
        file = "%03d.dcm" % number
        dataset = patient(number)
        dataset.add_new(tag, vr, text if vr == "SH" else "seen by %s today" % text)
        write_part10(os.path.join(folder, file), dataset)
        made.append({"file": file, "kind": kind, "attribute": "(%04X,%04X) %s" % (tag >> 16, tag & 0xFFFF, keyword),
                     "text": text})
    # The same patient with nothing planted: it must come out, or holding everything would pass.
    dataset = patient(len(made) + 1)
    write_part10(os.path.join(folder, "clean.dcm"), dataset)
    json.dump({"files": made}, sys.stdout)


def patient(number):
    dataset = ct_image(number)
    dataset.PatientName, dataset.PatientID = "Quillfeather^Barnabette", "MRN5820417"
    dataset.AccessionNumber, dataset.PatientBirthDate = "ACC99120333", "19610203"
    dataset.PatientTelephoneNumbers = "+49 89 5551234"
    dataset.InstitutionName, dataset.ReferringPhysicianName = "Waldkrankenhaus am See", "Ossenkopp^Ida"
    return dataset


main()
