"""What a usual script does with pydicom: removes what names people, gives new UIDs, and saves. Input folder, output folder."""

import hashlib
import os
import sys

from pydicom import dcmread

removed = ["PatientBirthDate", "AccessionNumber", "InstitutionName", "ReferringPhysicianName", "StudyID"]
uids = ["SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "FrameOfReferenceUID"]


def new_uid(old):
    return "2.25.%d" % int.from_bytes(hashlib.sha256(old.encode()).digest()[:16], "big")


source, target = sys.argv[1:3]
os.makedirs(target)
for name in os.listdir(source):
    dataset = dcmread(os.path.join(source, name))
    for keyword in removed:
        if keyword in dataset:
            delattr(dataset, keyword)
    dataset.remove_private_tags()
    dataset.PatientName = dataset.PatientID = "ANONYMOUS"
    for keyword in uids:
        if keyword in dataset:
            setattr(dataset, keyword, new_uid(getattr(dataset, keyword)))
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.save_as(os.path.join(target, name))
