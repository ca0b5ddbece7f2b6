"""Makes a structured report with sentences in it, more than a small window shows. Arguments: the folder, the
number of sentences, which it prints.
"""

import json
import os
import sys

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from dicom_bytes import ct_image, write_part10

UIDS = (0x0020000D, 0x0020000E)
BASIC_TEXT_SR = "1.2.840.10008.5.1.4.1.1.88.11"


def code(value, meaning):
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, "DCM", meaning
    return item


def sentence(number):
    item = Dataset()
    item.RelationshipType, item.ValueType = "CONTAINS", "TEXT"
    item.ConceptNameCodeSequence = Sequence([code("121071", "Finding")])
    item.TextValue = "Nodule of %d mm in the left upper lobe. Seen with Zqxforeign." % (number % 90 + 1)
    return item


def main():
    folder, sentences = sys.argv[1], int(sys.argv[2])
    report = ct_image(1)
    for tag in [tag for tag in report.keys() if tag.group in (0x0018, 0x0020, 0x0028, 0x7FE0) and tag not in UIDS]:
        del report[tag]
    report.SOPClassUID, report.Modality = BASIC_TEXT_SR, "SR"
    report.ContentDate, report.ContentTime = "20200102", "101112"
    report.CompletionFlag, report.VerificationFlag = "COMPLETE", "UNVERIFIED"
    report.ValueType, report.ContinuityOfContent = "CONTAINER", "SEPARATE"
    report.ConceptNameCodeSequence = Sequence([code("126000", "Imaging Measurement Report")])
    report.ContentSequence = Sequence([sentence(number) for number in range(sentences)])
    write_part10(os.path.join(folder, "report.dcm"), report)
    json.dump(sentences, sys.stdout)


main()
