"""Makes a plain CT series: the folder, the number of files, and the bytes of padding to add to each file's Pixel Data."""

import json
import os
import sys

from dicom_bytes import ct_image, write_part10


def main():
    folder, files, extra = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for number in range(1, files + 1):
        dataset = ct_image(number)
        if extra:
            dataset.Rows = extra // 32 // 16 * 16 + 16
            dataset.add_new(0x7FE00010, "OW", bytes(dataset.Rows * 32))
        write_part10(os.path.join(folder, "slice-%04d.dcm" % number), dataset)
    json.dump({"files": files}, sys.stdout)


main()
