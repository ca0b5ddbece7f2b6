"""Compares a blanked clip of make_clip.py with what it was, as pydicom decodes RLE.

Arguments: the clip, the ZIP with one file. Prints JSON: how many frames there are, and how many are as they should be:
dark above the region, and inside of it as they were.
"""

import io
import json
import sys
import zipfile

import numpy
import pydicom
from pydicom.encaps import generate_pixel_data_frame
from pydicom.pixel_data_handlers.rle_handler import _rle_decode_frame

REGION_TOP = 80


def frames(data):
    count = int(data.NumberOfFrames)
    for encoded in generate_pixel_data_frame(data.PixelData, count):
        decoded = _rle_decode_frame(encoded, data.Rows, data.Columns, 3, 8)
        yield numpy.frombuffer(decoded, numpy.uint8).reshape(3, data.Rows, data.Columns)


before = pydicom.dcmread(sys.argv[1])
with zipfile.ZipFile(sys.argv[2]) as archive:
    after = pydicom.dcmread(io.BytesIO(archive.read(archive.namelist()[0])))
looked = right = 0
for one, other in zip(frames(before), frames(after)):
    looked += 1
    right += bool((other[:, :REGION_TOP] == 0).all() and (one[:, REGION_TOP:] == other[:, REGION_TOP:]).all())
print(json.dumps({"frames": looked, "right": right, "syntax": after.file_meta.TransferSyntaxUID}))
