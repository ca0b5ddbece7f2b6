"""Makes DICOM images with text burned in, and images without any, all of obviously fake patients, with a key beside them.

Arguments: the folder, how many, a number that the whole set follows from, and the name of the set, "usual" unless told. Sets differ in
fonts, sizes, shades, places and names; "small" and "second" in scripts, and "second" in its backgrounds as well. "first" and "second" are
for one score each while nothing is tuned on them; "first" has had it, and is a set like the others since. A third of the images is clean. key.json says
of each file its class of risk, and of each line of text its letters, what it tells, its box, its height and its direction.
"""

import io
import json
import os
import random
import sys

import numpy
import pydicom
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import ExplicitVRLittleEndian, JPEGBaseline8Bit, RLELossless, generate_uid

ROOT = "1.2.840.10008.5.1.4.1.1."
USUAL = {
    "fonts": [
        "truetype/dejavu/DejaVuSans.ttf",
        "truetype/dejavu/DejaVuSansMono.ttf",
        "truetype/dejavu/DejaVuSans-Bold.ttf",
        "truetype/dejavu/DejaVuSerif.ttf",
    ],
    "sizes": [8, 9, 10, 11, 12, 14, 16, 20, 24, 32],
    "shades": [255, 255, 230, 200],
    "places": [(0, 0), (1, 0), (0, 1), (1, 1), (0.03, 0.03)],
    "last": ["Fakeman", "Testerson", "Phantomby", "Mockridge", "Dummerling", "Sampleton", "Nobodyova", "Faketree"],
    "first": ["Anna", "Boris", "Carla", "Dieter", "Erika", "Franz", "Greta", "Hugo"],
    "hospitals": ["Fake General Hospital", "Phantom Clinic Nowhere", "Mock Valley Imaging"],
}
HELD_BACK = {
    "fonts": [
        "truetype/liberation/LiberationSans-Regular.ttf",
        "truetype/liberation/LiberationMono-Regular.ttf",
        "truetype/liberation/LiberationSansNarrow-Regular.ttf",
        "truetype/liberation/LiberationSerif-Italic.ttf",
        "truetype/noto/NotoSansMono-Regular.ttf",
        "opentype/urw-base35/P052-Italic.otf",
    ],
    "sizes": [9, 10, 13, 15, 18, 22, 28, 36],
    "shades": [255, 245, 215, 190],
    "places": [(0.5, 0.02), (0.5, 0.9), (0.02, 0.5), (0.9, 0.45), (0.3, 0.3), (0.97, 0.04)],
    "last": ["Mustermann", "Beispielova", "Nemoski", "Anonymsen", "Quidam", "Ficticio", "Inexistente", "Dupontel"],
    "first": ["Ilse", "Jaroslav", "Kirsten", "Leopold", "Maude", "Nils", "Ottilie", "Pavel"],
    "hospitals": ["St. Nowhere Infirmary", "Klinikum Irgendwo", "Hopital Sans Nom"],
}
LATIN = "Latin"
SMALL = {
    **USUAL,
    "sizes": [7, 8, 9, 10, 11, 12],
    "shades": [255, 220, 190, 160, 20],
    "leastContrast": 45,
    "scripts": [
        (LATIN, None, None),
        ("kana", "truetype/droid/DroidSansFallbackFull.ttf", ["ダミー ハナコ", "テスト タロウ"]),
        (LATIN, None, None),
        ("Han", "truetype/droid/DroidSansFallbackFull.ttf", ["測試 病人 二〇二六", "假名 患者"]),
        ("Cyrillic", "truetype/dejavu/DejaVuSans.ttf", ["Выдуманов Иван", "Ложная больница"]),
        (LATIN, None, None),
        ("Greek", "truetype/dejavu/DejaVuSans.ttf", ["Ψεύτικος Νίκος", "Ανύπαρκτη Κλινική"]),
        ("Arabic", "truetype/dejavu/DejaVuSans.ttf", ["مريض وهمي", "مستشفى خيالي"]),
        ("Hebrew", "truetype/dejavu/DejaVuSans.ttf", ["חולה מדומה", "מרפאה דמיונית"]),
    ],
}
SECOND = {
    "fonts": [
        "opentype/urw-base35/NimbusSans-Regular.otf",
        "opentype/urw-base35/NimbusMonoPS-Bold.otf",
        "opentype/urw-base35/C059-Roman.otf",
        "truetype/dejavu/DejaVuSansCondensed.ttf",
        "truetype/liberation/LiberationSans-Bold.ttf",
        "truetype/noto/NotoSansMono-Bold.ttf",
    ],
    "sizes": [8, 9, 11, 12, 17, 19, 26, 30],
    "shades": [250, 225, 205, 180, 10],
    "leastContrast": 45,
    "places": [(0.02, 0.98), (0.98, 0.02), (0.5, 0.5), (0.25, 0.75), (0.7, 0.2), (0.0, 0.4)],
    "last": ["Erfunden", "Imaginaire", "Inventato", "Wymyslona", "Keksitty", "Uydurma", "Nonesuch", "Kitalalt"],
    "first": ["Quentin", "Rosa", "Silvio", "Tekla", "Urho", "Vera", "Wanda", "Yusuf"],
    "hospitals": ["Nirgendwo Hospital 7", "Ospedale Immaginario", "Unreal Imaging Center"],
    "rough": True,
    "scripts": [
        (LATIN, None, None),
        (LATIN, None, None),
        ("Cyrillic", "opentype/urw-base35/NimbusSans-Regular.otf", ["Небылицын Пётр", "Клиника Вымысел"]),
        (LATIN, None, None),
        ("Greek", "truetype/liberation/LiberationSans-Bold.ttf", ["Φανταστική Ελένη", "Πλαστό Ιατρείο"]),
        (LATIN, None, None),
        ("Han", "truetype/droid/DroidSansFallbackFull.ttf", ["虛構 張三", "不存在医院"]),
        ("Arabic", "truetype/dejavu/DejaVuSansCondensed.ttf", ["اسم مستعار", "عيادة غير موجودة"]),
        (LATIN, None, None),
        ("kana", "truetype/droid/DroidSansFallbackFull.ttf", ["カクウ ジロウ", "ナイナイ ビョウイン"]),
        ("Hebrew", "truetype/dejavu/DejaVuSansMono.ttf", ["שם בדוי", "בית חולים דמיוני"]),
    ],
}
SETS = {"usual": USUAL, "first": HELD_BACK, "small": SMALL, "second": SECOND}
SET = dict(USUAL)
FONT_FOLDER = "/usr/share/fonts/"
MEASURED = ["12.5 mm", "120 kV", "MI 1.2", "W 400 L 40", "8.1 cm", "TIS 0.4", "35 fps"]

# Name, SOP class, modality, class of risk, rows, columns.
KINDS = [
    ("ct", "2", "CT", "C", 512, 512),
    ("mr", "4", "MR", "C", 320, 320),
    ("cr", "1", "CR", "B", 900, 800),
    ("xa", "12.1", "XA", "B", 512, 512),
    ("dx", "1.1", "DX", "B", 1300, 1200),
    ("us", "6.1", "US", "A", 600, 800),
]


def background(kind, rows, columns, chance):
    """Looks like anatomy, in grey from 0 to 255: smooth shapes with edges, and noise."""
    image = Image.new("F", (columns, rows), 0)
    draw = ImageDraw.Draw(image)
    if kind == "us":
        draw.pieslice((columns * 0.15, -rows * 0.7, columns * 0.85, rows * 0.95), 50, 130, fill=90)
    elif kind in ("cr", "dx", "xa"):
        draw.rectangle((0, 0, columns, rows), fill=60 + chance.random() * 60)
    if kind != "us":
        draw.ellipse((columns * 0.12, rows * 0.14, columns * 0.88, rows * 0.86), fill=110)
        for _ in range(14):
            x, y = chance.random() * columns * 0.6 + columns * 0.2, chance.random() * rows * 0.6 + rows * 0.2
            w, h = (0.02 + chance.random() * 0.16) * columns, (0.02 + chance.random() * 0.16) * rows
            draw.ellipse((x - w / 2, y - h / 2, x + w / 2, y + h / 2), fill=chance.choice([35, 60, 140, 170, 215]))
        if kind in ("cr", "dx"):
            for rib in range(8):
                y = rows * (0.2 + rib * 0.08)
                draw.arc((columns * 0.15, y, columns * 0.85, y + rows * 0.3), 200, 340, fill=200, width=max(3, columns // 60))
    grey = numpy.asarray(image, dtype=numpy.float32).copy()
    blur = Image.fromarray(grey.clip(0, 255).astype(numpy.uint8)).filter(ImageFilter.GaussianBlur(1.5))
    grey = numpy.asarray(blur, dtype=numpy.float32).copy()
    numbers = numpy.random.RandomState(chance.randrange(2**31))
    if kind == "us":
        grey *= numbers.gamma(2.0, 0.5, grey.shape)
    else:
        grey += numbers.normal(0, chance.choice([2, 4, 8]), grey.shape)
    if SET.get("rough") and kind != "us":
        grey = roughened(grey, numbers)
    return grey.clip(0, 255)


def roughened(grey, numbers):
    """Adds structure of all sizes, as trabeculae, vessels and couches have it, and light that falls from one side."""
    rows, columns = grey.shape
    for cell, strength in ((40, 14), (12, 10), (5, 7)):
        coarse = numbers.normal(0, strength, (rows // cell + 2, columns // cell + 2)).astype(numpy.float32)
        fine = Image.fromarray(coarse).resize((columns, rows), Image.BICUBIC)
        grey = grey + numpy.asarray(fine, dtype=numpy.float32) * (grey > 12)
    return grey * numpy.linspace(0.75, 1.1, columns, dtype=numpy.float32)


def draw_line(grey, text, size, turned, place, shade, font):
    """Writes a line over the image; gives its box, or None where it does not fit."""
    face = ImageFont.truetype(font, size)
    left, top, right, bottom = face.getbbox(text)
    mask = Image.new("L", (right - left + 2, bottom - top + 2), 0)
    ImageDraw.Draw(mask).text((1 - left, 1 - top), text, fill=255, font=face)
    if turned:
        mask = mask.rotate(turned, expand=True)
    height, width = mask.size[1], mask.size[0]
    rows, columns = grey.shape
    if width > columns or height > rows:
        return None
    x = int(round(place[0] * (columns - width)))
    y = int(round(place[1] * (rows - height)))
    cover = numpy.asarray(mask, dtype=numpy.float32) / 255
    part = grey[y : y + height, x : x + width]
    contrast = SET.get("leastContrast", 0)
    if contrast and abs(part.mean() - shade) < contrast + part.std():
        shade = 255 if part.mean() < 128 else 0
    part[...] = part * (1 - cover) + shade * cover
    return [x, y, width, height]


def lines_of(number, chance):
    """What is written: the text, and what it tells."""
    last, first = SET["last"][number % len(SET["last"])], SET["first"][(number * 3) % len(SET["first"])]
    patient = {"name": "%s^%s" % (last, first), "id": "QX%06d" % (71003 + number * 137), "birth": "19%02d0%d1%d" % (40 + number % 50, 1 + number % 9, number % 9)}
    birth = patient["birth"]
    written = [
        ("%s, %s" % (last.upper(), first), "name"),
        ("ID: %s" % patient["id"], "id"),
        (chance.choice(["%s.%s.%s" % (birth[6:], birth[4:6], birth[:4]), "%s/%s/%s" % (birth[4:6], birth[6:], birth[:4])]), "date"),
        (hospital_of(number), "institution"),
    ]
    return patient, written


def hospital_of(number):
    return SET["hospitals"][number % len(SET["hospitals"])]


def build(number, chance):
    kind, branch, modality, risk, rows, columns = KINDS[number % len(KINDS)]
    grey = background(kind, rows, columns, chance)
    patient, written = lines_of(number, chance)
    script, script_font, names = SET["scripts"][(number // 3) % len(SET["scripts"])] if "scripts" in SET else (LATIN, None, None)
    if script_font:
        written = [(name, "name") for name in names] + written[1:3]
    form = ["text", "text", "clean"][(number + number // len(KINDS)) % 3]
    lines = []
    if form == "text":
        turned = chance.choice([0, 0, 0, 0, 90, 270])
        corner = chance.choice(SET["places"])
        size = chance.choice(SET["sizes"])
        shade = chance.choice(SET["shades"])
        font = FONT_FOLDER + chance.choice([font for font in SET["fonts"] if os.path.exists(FONT_FOLDER + font)])
        chosen = written[: chance.randrange(1, 5)]
        for at, (text, tells) in enumerate(chosen):
            face = script_font if script_font and text in names else font
            step = at * (size * 1.5 + 2)
            place = along(corner, step, rows, columns, turned)
            box = draw_line(grey, text, size, turned, place, shade, FONT_FOLDER + face if face == script_font else face)
            if box is not None:
                line_script = script if script_font and text in names else LATIN
                lines.append({"text": text, "tells": tells, "box": box, "size": size, "turned": turned, "script": line_script})
        if chance.random() < 0.5:
            text = chance.choice(MEASURED)
            box = draw_line(grey, text, max(size, 11), 0, (0.5, 0.9), 255, font)
            if box is not None:
                lines.append({"text": text, "tells": "measurement", "box": box, "size": max(size, 11), "turned": 0, "script": LATIN})
    return dataset_of(number, kind, branch, modality, grey, patient), {
        "kind": kind,
        "class": risk,
        "form": form,
        "lines": lines,
    }


def along(corner, step, rows, columns, turned):
    """The place of a line `step` pixels further in from a corner."""
    x, y = corner
    if turned:
        shift = step / columns
        return (x + shift if x < 0.5 else x - shift, y)
    shift = step / rows
    return (x, y + shift if y < 0.5 else y - shift)


def dataset_of(number, kind, branch, modality, grey, patient):
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.ImageType = ["ORIGINAL", "PRIMARY"]
    dataset.SOPClassUID = ROOT + branch
    dataset.SOPInstanceUID = "1.2.826.0.1.3680043.8.498.77.%d" % (number + 1)
    dataset.StudyDate, dataset.Modality = "20260102", modality
    dataset.InstitutionName = hospital_of(number)
    dataset.PatientName, dataset.PatientID = patient["name"], patient["id"]
    dataset.PatientBirthDate, dataset.PatientSex = patient["birth"], "O"
    dataset.StudyInstanceUID = "1.2.826.0.1.3680043.8.498.78.%d" % (number + 1)
    dataset.SeriesInstanceUID = "1.2.826.0.1.3680043.8.498.79.%d" % (number + 1)
    dataset.SeriesNumber, dataset.InstanceNumber = "1", "1"
    if modality in ("CT", "XA", "CR", "DX"):
        dataset.KVP = "120"
    if modality == "MR":
        dataset.RepetitionTime, dataset.EchoTime = "500", "12"
    rows, columns = grey.shape
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.Rows, dataset.Columns = rows, columns
    syntax = ExplicitVRLittleEndian
    if kind == "us":
        colour = numpy.stack([grey, grey, grey * 0.9], axis=-1).astype(numpy.uint8)
        dataset.SamplesPerPixel, dataset.PhotometricInterpretation, dataset.PlanarConfiguration = 3, "RGB", 0
        dataset.BitsAllocated = dataset.BitsStored = 8
        if number % 4 == 1:
            stream = io.BytesIO()
            Image.fromarray(colour).save(stream, "JPEG", quality=92, subsampling=0)
            dataset.PhotometricInterpretation, syntax = "YBR_FULL", JPEGBaseline8Bit
            pixels = encapsulate([stream.getvalue()])
        else:
            pixels = colour.tobytes()
    else:
        stored = (grey * 16).astype(numpy.uint16)
        dataset.BitsAllocated, dataset.BitsStored = 16, 12
        if kind == "cr":
            stored, dataset.PhotometricInterpretation = 4095 - stored, "MONOCHROME1"
        if kind == "ct":
            dataset.WindowCenter, dataset.WindowWidth = "2048", "4096"
        pixels = stored.astype("<u2").tobytes()
    dataset.HighBit, dataset.PixelRepresentation = dataset.BitsStored - 1, 0
    dataset.PixelData = pixels
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.is_little_endian, dataset.is_implicit_VR = True, False
    if syntax == JPEGBaseline8Bit:
        dataset["PixelData"].VR = "OB"
        dataset["PixelData"].is_undefined_length = True
    elif kind == "mr" and number % 2 == 1:
        dataset.compress(RLELossless)
    return dataset


def main(folder, count, seed):
    os.makedirs(folder, exist_ok=True)
    key = {}
    for number in range(count):
        dataset, entry = build(number, random.Random(seed * 100003 + number))
        name = "image-%03d.dcm" % number
        dataset.save_as(os.path.join(folder, name), write_like_original=False)
        key[name] = entry
    with open(os.path.join(folder, "key.json"), "w") as out:
        json.dump(key, out, indent=1)


if __name__ == "__main__":
    SET.update(SETS[sys.argv[4] if sys.argv[4:] else "usual"])
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
