"""Makes images with a name burned into their upper left corner, of an obviously fake patient: a series of three ultrasound
images of one size and one of another, and a secondary capture of floating point numbers, which cannot be blanked. Beside them two
slices of another fake patient with the family name in Convolution Kernel, a document in PDF, and a series of five grey captures of
which the last one alone shows the name, and a capture in JPEG whose frame is no JPEG. And a clinic: ten
ultrasound series of one image, made by one device, the ninth alone by another station.

Argument: the folder.
"""

import json
import os
import struct
import sys

from dicom_bytes import EXPLICIT, ct_image, write_part10
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate

ULTRASOUND = "1.2.840.10008.5.1.4.1.1.6.1"
CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
JPEG = "1.2.840.10008.1.2.4.50"
DOCUMENT = "1.2.840.10008.5.1.4.1.1.104.1"

FONT = {
    "F": "1f10101e101010", "A": "0e11111f111111", "K": "11121418141211", "E": "1f10101e10101f", "P": "1e11111e101010",
    "H": "1111111f111111", "N": "11191915131311", "T": "1f040404040404", "O": "0e11111111110e", "M": "111b1515111111",
    "^": "040a1100000000", " ": "00000000000000",
}


def pixels(rows, columns, seed, text="FAKE^PHANTOM", speckle=120):
    """RGB: a fan of speckle of so many greys, and text in white at column 8, row 8, two pixels a dot: 156 by 14 pixels."""
    image = bytearray(rows * columns * 3)
    noise = seed
    for row in range(rows):
        for column in range(columns):
            noise = (noise * 1103515245 + 12345) & 0x7FFFFFFF
            if row > 30 and abs(column - columns // 2) * 2 < row:
                grey = 40 + (noise >> 16) % speckle
                at = (row * columns + column) * 3
                image[at : at + 3] = bytes((grey, grey, grey))
    for place, letter in enumerate(text):
        glyph = bytes.fromhex(FONT[letter])
        for y in range(14):
            for x in range(10):
                if glyph[y // 2] >> (4 - x // 2) & 1:
                    at = ((8 + y) * columns + 8 + place * 13 + x) * 3
                    image[at : at + 3] = b"\xff\xff\xff"
    return bytes(image)


def picture(number, series, rows, columns, class_uid, modality):
    dataset = ct_image(number)
    for name in (
        "RescaleIntercept", "RescaleSlope", "ImagePositionPatient", "ImageOrientationPatient", "SliceThickness",
        "FrameOfReferenceUID", "PositionReferenceIndicator", "KVP", "AcquisitionNumber", "PatientPosition",
        "BurnedInAnnotation",
    ):
        delattr(dataset, name)
    dataset.SOPClassUID, dataset.Modality = class_uid, modality
    dataset.SOPInstanceUID += ".%d" % series
    dataset.SeriesInstanceUID += ".%d" % series
    dataset.SeriesNumber = str(series)
    dataset.SeriesDescription = "Abdomen"
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 3, "RGB"
    dataset.PlanarConfiguration = 0
    dataset.Rows, dataset.Columns = rows, columns
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit = 7
    return dataset


def of_another_patient(number, series):
    dataset = ct_image(number)
    dataset.PatientName, dataset.PatientID = "Quillfeather^Barnabette", "MRN5820417"
    dataset.SeriesInstanceUID += ".%d" % series
    dataset.SeriesNumber = str(series)
    return dataset


def document():
    slice_ = of_another_patient(30, 5)
    dataset = Dataset()
    dataset.is_little_endian, dataset.is_implicit_VR = True, False
    for name in (
        "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "StudyDate", "StudyTime", "AccessionNumber",
        "ReferringPhysicianName", "StudyID", "SeriesNumber", "InstanceNumber", "PatientName", "PatientID",
        "PatientBirthDate", "PatientSex", "Manufacturer",
    ):
        setattr(dataset, name, getattr(slice_, name))
    dataset.SOPClassUID, dataset.Modality, dataset.ConversionType = DOCUMENT, "DOC", "WSD"
    dataset.BurnedInAnnotation, dataset.DocumentTitle = "YES", "Letter"
    dataset.MIMETypeOfEncapsulatedDocument = "application/pdf"
    dataset.add_new(0x00420011, "OB", b"%PDF-1.4\n% Quillfeather, Barnabette\n%%EOF\n")
    return dataset


def main():
    folder = sys.argv[1]
    for number in (21, 22):
        dataset = of_another_patient(number, 4)
        dataset.ConvolutionKernel = "Quillfeather"
        write_part10(os.path.join(folder, "kernel-%d.dcm" % number), dataset, EXPLICIT)
    write_part10(os.path.join(folder, "letter.dcm"), document(), EXPLICIT)
    for number, (rows, columns) in enumerate([(240, 320)] * 3 + [(120, 200)], 1):
        dataset = picture(number, 1, rows, columns, ULTRASOUND, "US")
        dataset.add_new(0x7FE00010, "OB", pixels(rows, columns, number))
        write_part10(os.path.join(folder, "us-%d.dcm" % number), dataset, EXPLICIT)
    for number in range(51, 61):
        dataset = picture(number, number, 240, 320, ULTRASOUND, "US")
        dataset.ManufacturerModelName = "Sono 3"
        dataset.StationName = "FAKEROOM2" if number == 59 else "FAKEROOM1"
        dataset.add_new(0x7FE00010, "OB", pixels(240, 320, number))
        write_part10(os.path.join(folder, "clinic-%d.dcm" % (number - 50)), dataset, EXPLICIT)
    dataset = picture(9, 2, 240, 320, CAPTURE, "OT")
    dataset.ConversionType = "WSD"
    del dataset.PlanarConfiguration
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated = 32
    del dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation
    del dataset[0x7FE00010]
    samples = pixels(240, 320, 9)[::3]
    dataset.add_new(0x7FE00008, "OF", struct.pack("<%df" % len(samples), *samples))
    write_part10(os.path.join(folder, "capture-9.dcm"), dataset, EXPLICIT)
    for number in range(21, 26):
        dataset = picture(number, 3, 240, 240, CAPTURE, "OT")
        dataset.ConversionType = "WSD"
        dataset.SeriesDescription = "Slices"
        del dataset.PlanarConfiguration
        dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
        dataset.add_new(0x7FE00010, "OB", pixels(240, 240, number, "FAKE^PHANTOM" if number == 25 else "", 1)[::3])
        write_part10(os.path.join(folder, "slice-%d.dcm" % (number - 20)), dataset, EXPLICIT)
    dataset = picture(31, 6, 240, 240, CAPTURE, "OT")
    dataset.ConversionType, dataset.SeriesDescription = "WSD", "Torn"
    dataset.PhotometricInterpretation = "YBR_FULL_422"
    dataset.add_new(0x7FE00010, "OB", encapsulate([b"not a JPEG at all "]))
    dataset["PixelData"].is_undefined_length = True
    write_part10(os.path.join(folder, "torn.dcm"), dataset, JPEG)
    json.dump({"text": {"column": 8, "row": 8, "columns": 156, "rows": 14}}, sys.stdout)


main()
