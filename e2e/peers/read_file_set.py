"""Reads a DICOMDIR as pydicom's FileSet does: each file must be where its record says, under the UIDs that it says."""

import json
import sys

from pydicom.fileset import FileSet

found = FileSet(sys.argv[1])
for instance in found:
    loaded = instance.load()
    assert loaded.SOPInstanceUID == instance.SOPInstanceUID
    assert loaded.PatientID == instance.PatientID
    assert loaded.StudyInstanceUID == instance.StudyInstanceUID

print(json.dumps({
    "files": len(found),
    "patients": len(found.find_values("PatientID")),
    "studies": len(found.find_values("StudyInstanceUID")),
    "series": len(found.find_values("SeriesInstanceUID")),
}))
