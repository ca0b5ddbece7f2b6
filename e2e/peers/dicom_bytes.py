"""Small pieces for making DICOM files byte by byte: what pydicom would not write, a test must be able to."""

import struct

from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom import config

config.settings.writing_validation_mode = config.IGNORE

EXPLICIT = "1.2.840.10008.1.2.1"
IMPLICIT = "1.2.840.10008.1.2"
BIG_ENDIAN = "1.2.840.10008.1.2.2"
DEFLATED = "1.2.840.10008.1.2.1.99"
CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2"


def encode(dataset, syntax=EXPLICIT):
    """The elements of a data set, no preamble and no group 0002."""
    out = DicomBytesIO()
    out.is_implicit_VR = syntax == IMPLICIT
    out.is_little_endian = syntax != BIG_ENDIAN
    write_dataset(out, dataset)
    return out.getvalue()


def item(dataset, undefined_length=False):
    """One item, always implicit little endian: what stands inside an element of VR UN (PS3.5 6.2.2)."""
    content = encode(dataset, IMPLICIT)
    if undefined_length:
        return struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF) + content + struct.pack("<HHI", 0xFFFE, 0xE00D, 0)
    return struct.pack("<HHI", 0xFFFE, 0xE000, len(content)) + content


def unknown(tag, items, undefined_length=False):
    """An explicit little endian element of VR UN that hides a sequence."""
    content = b"".join(items)
    head = struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, b"UN", 0)
    if undefined_length:
        return head + struct.pack("<I", 0xFFFFFFFF) + content + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
    return head + struct.pack("<I", len(content)) + content


def explicit_text(tag, vr, value):
    """One explicit little endian element with a 16-bit or 32-bit length, as its VR asks."""
    value += b" " * (len(value) % 2)
    head = struct.pack("<HH2s", tag >> 16, tag & 0xFFFF, vr)
    if vr in (b"OB", b"OW", b"UN", b"UT", b"UC", b"UR"):
        return head + struct.pack("<HI", 0, len(value)) + value
    return head + struct.pack("<H", len(value)) + value


def file_meta(instance_uid, syntax, class_uid=CT_IMAGE, extra=b""):
    """Group 0002 with its length. `extra` holds elements behind (0002,0012), already encoded and in order."""
    body = explicit_text(0x00020001, b"OB", b"\0\1")
    for tag, text in ((0x00020002, class_uid), (0x00020003, instance_uid), (0x00020010, syntax), (0x00020012, "1.2.3")):
        value = text.encode("ascii")
        body += explicit_text(tag, b"UI", value + b"\0" * (len(value) % 2))
    body += extra
    return struct.pack("<HH2sHI", 2, 0, b"UL", 4, len(body)) + body


def ct_image(number, syntax=EXPLICIT):
    """A plain CT slice of an obviously fake patient: class C of the pixel table, so nothing holds it by itself."""
    dataset = Dataset()
    dataset.is_little_endian = syntax != BIG_ENDIAN
    dataset.is_implicit_VR = syntax == IMPLICIT
    uid = "1.2.826.0.1.3680043.8.498.77"
    dataset.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    dataset.SOPClassUID = CT_IMAGE
    dataset.SOPInstanceUID = "%s.3.%d" % (uid, number)
    dataset.StudyInstanceUID = "%s.1" % uid
    dataset.SeriesInstanceUID = "%s.2" % uid
    dataset.Modality = "CT"
    dataset.Manufacturer = "Example Works"
    dataset.StudyDate, dataset.StudyTime = "20200102", "101112"
    dataset.AccessionNumber = ""
    dataset.ReferringPhysicianName = ""
    dataset.StudyID = "1"
    dataset.SeriesNumber, dataset.InstanceNumber = "1", str(number)
    dataset.PatientName, dataset.PatientID = "Fake^Phantom", "FAKE-%04d" % 1
    dataset.PatientBirthDate, dataset.PatientSex = "19700101", "O"
    dataset.BurnedInAnnotation = "NO"
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.Rows = dataset.Columns = 16
    dataset.BitsAllocated = dataset.BitsStored = 16
    dataset.HighBit, dataset.PixelRepresentation = 15, 0
    dataset.RescaleIntercept, dataset.RescaleSlope = "0", "1"
    dataset.ImagePositionPatient, dataset.ImageOrientationPatient = [0, 0, number], [1, 0, 0, 0, 1, 0]
    dataset.PixelSpacing, dataset.SliceThickness = [1, 1], "1"
    dataset.FrameOfReferenceUID = "%s.4" % uid
    dataset.PositionReferenceIndicator = ""
    dataset.KVP, dataset.AcquisitionNumber = "120", "1"
    dataset.PatientPosition = "HFS"
    dataset.add_new(0x7FE00010, "OW", bytes(range(256)) * 2)
    return dataset


def write_part10(path, dataset, syntax=EXPLICIT, preamble=b"\0" * 128, meta_extra=b"", body=None):
    """Writes a file. `body` replaces the encoded data set where a test has put it together by hand."""
    import zlib

    content = encode(dataset, syntax) if body is None else body
    if syntax == DEFLATED:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        content = deflate.compress(content) + deflate.flush()
        content += b"\0" * (len(content) % 2)
    with open(path, "wb") as file:
        file.write(preamble + b"DICM" + file_meta(dataset.SOPInstanceUID, syntax, dataset.SOPClassUID, meta_extra) + content)
