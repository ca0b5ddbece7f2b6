"""Says what a file of re-drawn pages is, by pydicom and numpy alone.

judge_pages.py FILE WORD...: prints one line of JSON: SOP class, modality, shape of the pixels, page numbers, whether
the place of the name is black, whether each page shows what else it has, the first one a red chart and the second one something that is
neither white nor in the blanked place, and which of the words stand anywhere in the bytes of the file.
"""

import json
import sys

import numpy
import pydicom


def main():
    path, words = sys.argv[1], sys.argv[2:]
    dataset = pydicom.dcmread(path)
    frames = numpy.asarray(dataset.pixel_array)
    with open(path, "rb") as file:
        content = file.read()
    rows, columns = frames.shape[1:3]
    name = frames[0, int(0.06 * rows) : int(0.11 * rows), int(0.07 * columns) : int(0.45 * columns)]
    red = (frames[0, ..., 0] > 200) & (frames[0, ..., 1] < 60) & (frames[0, ..., 2] < 60)
    rest = frames[1, int(0.125 * rows) :]
    print(
        json.dumps(
            {
                "sopClass": dataset.SOPClassUID,
                "modality": dataset.Modality,
                "shape": list(frames.shape),
                "pages": [int(page) for page in dataset.PageNumberVector],
                "isNameBlack": bool((name == 0).all()),
                "showsRest": [bool(red.sum() > 1000), bool((rest < 255).sum() > 100)],
                "words": [word for word in words if word.encode("ascii") in content],
            }
        )
    )


main()
