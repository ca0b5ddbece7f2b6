"""Makes one mosaic of an obviously fake patient, whose number of slices and b-value stand in private data: the folder."""

import json
import os
import sys

from dicom_bytes import ct_image, write_part10

MR_IMAGE = "1.2.840.10008.5.1.4.1.1.4"


def main():
    dataset = ct_image(1)
    dataset.SOPClassUID = MR_IMAGE
    dataset.Modality = "MR"
    dataset.Manufacturer = "SIEMENS"
    dataset.ImageType = ["ORIGINAL", "PRIMARY", "M", "ND", "MOSAIC"]
    dataset.add_new(0x00190010, "LO", "SIEMENS MR HEADER")
    dataset.add_new(0x0019100A, "US", 4)
    dataset.add_new(0x0019100C, "IS", "1000")
    write_part10(os.path.join(sys.argv[1], "mosaic.dcm"), dataset)
    json.dump({"files": 1}, sys.stdout)


main()
