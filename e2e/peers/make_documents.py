"""Makes documents of an obviously fake patient, each a series of its own: `letter.dcm` with a PDF of two pages, in fonts that it names
and does not bring, and a JPEG, `damaged.dcm` with what is no PDF behind its first line, `locked.dcm` with one that asks for a
password, and `torn.dcm` and `absent.dcm` with the first one, its JPEG cut short, and no JPEG at all. `quick.dcm` is the first one again,
in one series with `slow.dcm`, whose first page is painted over many times.

Argument: the folder.
"""

import base64
import os
import sys

from dicom_bytes import EXPLICIT, ct_image, write_part10
from pydicom.dataset import Dataset

DOCUMENT = "1.2.840.10008.5.1.4.1.1.104.1"
NAME = "Quillfeather, Barnabette"
# 48 by 48 greys, made for this; its samples begin behind byte 159.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/"
    "wAALCAAwADABAREA/8QAFwABAQEBAAAAAAAAAAAAAAAAAwQGBf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8A4qg6g53NOdQdk2hOyag6hzDqDnUO"
    "YdQdk1DQKGTOoO//2Q=="
)


def pdf(trailer="", jpeg=JPEG, more=""):
    """Two pages written by hand (ISO 32000-1 7.5): an upright one with the name and a chart, a wide one with a date in Chinese."""
    first = "BT /F1 24 Tf 60 760 Td (%s) Tj ET BT /F2 14 Tf 60 700 Td (Glucose 5.4 mmol/l) Tj ET 1 0 0 rg 60 500 200 80 re f q 96 0 0 96 60 300 cm /Im1 Do Q" % NAME + more
    second = "BT /F3 20 Tf 60 300 Td <00320030003200305E740031670800315E74> Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 7 0 R /F2 8 0 R >>"
        " /XObject << /Im1 12 0 R >> >> >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 420] /Contents 6 0 R /Resources << /Font << /F3 9 0 R >> >> >>",
        "<< /Length %d >>\nstream\n%s\nendstream" % (len(first), first),
        "<< /Length %d >>\nstream\n%s\nendstream" % (len(second), second),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [10 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 11 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        "<< /Type /XObject /Subtype /Image /Width 48 /Height 48 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode"
        " /Length %d >>\nstream\n%s\nendstream" % (len(jpeg), jpeg.decode("latin-1")),
    ]
    body, offsets = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += "%d 0 obj\n%s\nendobj\n" % (number, text)
    table = "0000000000 65535 f \n" + "".join("%010d 00000 n \n" % at for at in offsets)
    size = len(objects) + 1
    end = "trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(body))
    return (body + "xref\n0 %d\n" % size + table + end).encode("latin-1")


def wrapped(number, content, series):
    slice_ = ct_image(number)
    dataset = Dataset()
    dataset.is_little_endian, dataset.is_implicit_VR = True, False
    for name in (
        "SOPInstanceUID", "StudyInstanceUID", "StudyDate", "StudyTime", "AccessionNumber", "ReferringPhysicianName", "StudyID",
        "InstanceNumber", "PatientBirthDate", "PatientSex", "Manufacturer",
    ):
        setattr(dataset, name, getattr(slice_, name))
    dataset.PatientName, dataset.PatientID = "Quillfeather^Barnabette", "MRN5820417"
    dataset.SeriesInstanceUID, dataset.SeriesNumber = slice_.SeriesInstanceUID + ".%d" % series, str(series)
    dataset.SOPClassUID, dataset.Modality, dataset.ConversionType = DOCUMENT, "DOC", "WSD"
    dataset.ContentDate, dataset.ContentTime = slice_.StudyDate, slice_.StudyTime
    dataset.AcquisitionDateTime = slice_.StudyDate
    dataset.BurnedInAnnotation, dataset.DocumentTitle = "YES", "Letter about " + NAME
    dataset.ConceptNameCodeSequence = []
    dataset.MIMETypeOfEncapsulatedDocument = "application/pdf"
    dataset.add_new(0x00420011, "OB", content + b"\0" * (len(content) % 2))
    return dataset


def main():
    folder = sys.argv[1]
    locked = pdf(" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % ("ab" * 32, "cd" * 32))
    damaged = b"%PDF-1.4\n% " + NAME.encode("ascii") + b"\n%%EOF\n"
    documents = [("letter", pdf()), ("damaged", damaged), ("locked", locked), ("torn", pdf(jpeg=JPEG[:175])), ("absent", pdf(jpeg=b"none"))]
    slow = pdf(more=" 1 g" + " 0 0 595 842 re f" * 20000)
    documents += [("quick", pdf()), ("slow", slow)]
    for number, (name, content) in enumerate(documents, 1):
        write_part10(os.path.join(folder, name + ".dcm"), wrapped(number, content, min(number, 6)), EXPLICIT)
    print("null")


main()
