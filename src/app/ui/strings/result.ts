import type { FailureCode, SkipCode } from '../../../pipeline/contracts/file-outcome.ts';

const exportAgain = 'Export it again from the source, then add it here.';
const openAndSave = 'Open it in another DICOM tool and save it as Explicit VR Little Endian, then add it here.';

/** What a person can do about each kind of failure. */
const failures: Readonly<Record<FailureCode, string>> = {
  truncated: exportAgain,
  malformed: exportAgain,
  'label-mismatch': exportAgain,
  'unsupported-transfer-syntax': openAndSave,
  'unsupported-character-set': 'Save it with another Specific Character Set (0008,0005), UTF-8 best, then add it here.',
  'cannot-encode': 'Use new IDs and own values of plain letters and digits, then de-identify again.',
  'too-deep': 'No real data nests this deep. Look at where the file comes from.',
  'too-large': 'Close other programs, or use a computer with more memory, and de-identify this file alone.',
  unreadable: 'Check that the disk is connected and that you may read the file, then add it again.',
  'changed-on-disk': 'Wait until nothing writes to the folder any more, then add it again.',
  'archive-unreadable': 'Copy or download the archive again, or unpack it with another program and add the folder.',
  'archive-encrypted': 'Unpack the archive with its password and add the folder.',
  'archive-limit': 'Unpack the archive and add the folder, if you trust where it comes from.',
  'worker-lost': 'Go back to review and de-identify again. If it fails again, leave the file out.',
  'not-stored': 'Send it again.',
  internal: 'Go back to review and de-identify again. If it fails again, report the reason shown with the file.',
};

/** Skipped files are mostly none that a person wants back. */
const skips: Readonly<Record<SkipCode, string>> = {
  'not-dicom': '',
  'empty-file': '',
  dicomdir: '',
  'system-file': '',
  'nested-archive': 'Unpack it and add the folder.',
  'archive-unsupported': 'Unpack it with another program and add the folder.',
  'archive-link': '',
  cancelled: 'Go back to review and de-identify again.',
  'left-out': '',
  copy: '',
};

/** Texts of the result: what can be done about files that stayed behind. */
export const resultStrings = { failures, skips } as const;
