"""Compares blanked images with their originals, pixel by pixel, as pydicom reads them.

Arguments: the folder of the originals, the ZIP. Input: by Instance Number, the rectangles that were blanked. Prints JSON: by
Instance Number what is inside and outside of them, and what the file says of it.
"""

import glob
import io
import json
import os
import sys
import zipfile

import pydicom


def inside(at, columns, rectangles):
    row, column = divmod(at, columns)
    return any(
        box["column"] <= column < box["column"] + box["columns"] and box["row"] <= row < box["row"] + box["rows"]
        for box in rectangles
    )


def compare(before, after, rectangles):
    columns, width = before.Columns, before.SamplesPerPixel
    one, other = before.PixelData, after.PixelData
    outside_differs, values = 0, set()
    for at in range(before.Rows * columns):
        pixel = other[at * width : (at + 1) * width]
        if inside(at, columns, rectangles):
            values.add(tuple(pixel))
        elif pixel != one[at * width : (at + 1) * width]:
            outside_differs += 1
    codes = [item.CodeValue for item in after.get("DeidentificationMethodCodeSequence", [])]
    return {
        "outsideDiffers": outside_differs,
        "insideValues": sorted(values),
        "isOtherInstance": after.SOPInstanceUID != before.SOPInstanceUID
        and after.file_meta.MediaStorageSOPInstanceUID == after.SOPInstanceUID,
        "sopInstanceUid": after.SOPInstanceUID,
        "imageType": after.ImageType[0],
        "burnedIn": after.get("BurnedInAnnotation", ""),
        "identityRemoved": after.PatientIdentityRemoved,
        "claimsCleanPixels": "113101" in codes,
    }


def main():
    originals = {}
    for path in glob.glob(os.path.join(sys.argv[1], "*.dcm")):
        dataset = pydicom.dcmread(path)
        originals[str(dataset.InstanceNumber)] = dataset
    rectangles = json.load(sys.stdin)
    found = {}
    with zipfile.ZipFile(sys.argv[2]) as archive:
        for name in archive.namelist():
            after = pydicom.dcmread(io.BytesIO(archive.read(name)))
            number = str(after.InstanceNumber)
            found[number] = compare(originals[number], after, rectangles[number])
    json.dump(found, sys.stdout)


main()
