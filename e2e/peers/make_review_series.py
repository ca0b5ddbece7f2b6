"""Makes a CT series to be reviewed as one: nested attributes, texts with a name in them, values that differ now and then.

Arguments: the folder, the number of files, perhaps their Series Description. Prints JSON: for each attribute path, without item numbers, the number of
distinct values and of files that hold it, as pydicom reads the files back.
"""

import json
import os
import sys

import pydicom
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from dicom_bytes import CT_IMAGE, ct_image, write_part10


def reference(number):
    item = Dataset()
    item.ReferencedSOPClassUID, item.ReferencedSOPInstanceUID = CT_IMAGE, "2.999.7.%d" % number
    item.ReferencedFrameNumber = 1
    return item


def slice_of(number, description="Thorax axial Phantom"):
    dataset = ct_image(number)
    dataset.SeriesDescription = description
    dataset.InstitutionName = "Example Hospital" if number % 5 else "Other Hospital"
    if number == 2:
        dataset.StationName = "FAKE-ROOM"
    dataset.ReferencedImageSequence = Sequence([reference(number), reference(1000)])
    return dataset


def add_values(found, dataset, place, name):
    for element in dataset:
        path = "%s(%04X,%04X)" % (place, element.tag.group, element.tag.element)
        if element.VR == "SQ":
            for item in element.value:
                add_values(found, item, path + "[].", name)
        else:
            found.setdefault(path, {}).setdefault(str(element.value), set()).add(name)


def main():
    folder, files = sys.argv[1], int(sys.argv[2])
    found = {}
    for number in range(1, files + 1):
        path = os.path.join(folder, "slice-%04d.dcm" % number)
        write_part10(path, slice_of(number, *sys.argv[3:4]))
        add_values(found, pydicom.dcmread(path), "", path)
    counts = {
        path: {"distinct": len(values), "files": len(set().union(*values.values()))} for path, values in found.items()
    }
    json.dump(counts, sys.stdout)


main()
