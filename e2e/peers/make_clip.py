"""Makes an ultrasound clip in RLE with a region, around which a name could stand.

Arguments: the file, the number of frames; each takes 2.4 MB, as its noise cannot be packed. Prints nothing of use.
"""

import io
import random
import struct
import sys

import pydicom
from pydicom.dataset import Dataset, FileMetaDataset

ROWS, COLUMNS, REGION_TOP = 768, 1024, 80


def packed(plane):
    """Literal runs alone, none across a row (PS3.5 G.3.1)."""
    runs = bytearray()
    for at in range(0, len(plane), 128):
        runs += b"\x7f" + plane[at : at + 128]
    return bytes(runs)


def frame(chance):
    segments = [packed(chance.randbytes(ROWS * COLUMNS)) for _ in range(3)]
    offsets = [64 + sum(map(len, segments[:n])) for n in range(3)]
    return struct.pack("<16I", 3, *offsets, *[0] * 12) + b"".join(segments)


def header(frames):
    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.5"
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = "1.2.840.10008.5.1.4.1.1.3.1"
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID = "1.2.999.5.1"
    data.StudyInstanceUID, data.SeriesInstanceUID = "1.2.999.5.2", "1.2.999.5.3"
    data.PatientName, data.PatientID, data.Modality = "Phantom^Clip", "FAKE-0005", "US"
    data.ImageType, data.SeriesNumber, data.InstanceNumber = ["ORIGINAL", "PRIMARY"], 1, 1
    data.SamplesPerPixel, data.PhotometricInterpretation, data.PlanarConfiguration = 3, "RGB", 0
    data.NumberOfFrames, data.FrameTime, data.Rows, data.Columns = frames, 33, ROWS, COLUMNS
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 8, 8, 7, 0
    region = Dataset()
    region.RegionSpatialFormat, region.RegionDataType, region.RegionFlags = 1, 1, 0
    region.RegionLocationMinX0, region.RegionLocationMinY0 = 0, REGION_TOP
    region.RegionLocationMaxX1, region.RegionLocationMaxY1 = COLUMNS - 1, ROWS - 1
    region.PhysicalUnitsXDirection = region.PhysicalUnitsYDirection = 3
    region.PhysicalDeltaX = region.PhysicalDeltaY = 0.01
    data.SequenceOfUltrasoundRegions = [region]
    data.is_little_endian, data.is_implicit_VR = True, False
    written = io.BytesIO()
    pydicom.dcmwrite(written, data, write_like_original=False)
    return written.getvalue()


path, frames = sys.argv[1], int(sys.argv[2])
few = [frame(random.Random(seed)) for seed in range(4)]
with open(path, "wb") as file:
    file.write(header(frames))
    file.write(struct.pack("<HH2sHI", 0x7FE0, 0x0010, b"OB", 0, 0xFFFFFFFF))
    file.write(struct.pack("<HHI", 0xFFFE, 0xE000, 4 * frames))
    for n in range(frames):
        file.write(struct.pack("<I", n * (8 + len(few[0]))))
    for n in range(frames):
        file.write(struct.pack("<HHI", 0xFFFE, 0xE000, len(few[0])) + few[n % 4])
    file.write(struct.pack("<HHI", 0xFFFE, 0xE0DD, 0))
print("{}")
