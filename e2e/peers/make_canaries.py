"""Makes three CT images that go out and a screen capture that is held, with planted texts in them. Takes the folder."""

import json
import os
import sys

from dicom_bytes import ct_image, write_part10


def main():
    folder = sys.argv[1]
    for name, number in (("0001", 1), ("0002", 2), ("0003", 3), ("held", 9)):
        dataset = ct_image(number)
        dataset.PatientName = "PLANTEDNAME^ANNA"
        dataset.PatientID = "PLANTED-4711"
        dataset.InstitutionName = "QUIMPER INFIRMARY"
        dataset.PatientComments = "CANARYTEXT in a comment"
        if name == "held":
            dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
            dataset.BurnedInAnnotation = "YES"
        write_part10(os.path.join(folder, "CANARYFILE-%s.dcm" % name), dataset)
    json.dump({}, sys.stdout)


main()
