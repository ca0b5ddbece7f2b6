import type { FailureCode, HeldOutcome, SkipCode } from '../../pipeline/contracts/file-outcome.ts';
import type { ShownAction } from '../../profile/action-code.ts';
import { countOf, formatCount } from './format.ts';
import { diffStrings } from './strings/diff.ts';
import { keyStrings, uploadResumeStrings } from './strings/key.ts';
import { profileStrings } from './strings/profile.ts';
import { resultStrings } from './strings/result.ts';
import { rulesStrings } from './strings/rules.ts';
import { resumeStrings, saveStrings } from './strings/save.ts';
import { shellStrings } from './strings/shell.ts';
import { trustStrings } from './strings/trust.ts';

type HoldKind = HeldOutcome['holds'][number]['kind'];

const holdKinds: Readonly<Record<HoldKind, string>> = {
  pixels: 'Images may show text',
  'encapsulated-document': 'Document, cannot be cleaned',
  'structured-content': 'Report, text not cleaned',
  'residual-identifier': 'An identifier of the patient remains',
  'unknown-structure': 'Not fully understood',
  'lost-content': 'Nothing but a header would be left',
  'geometry-change': 'Slices would be taken apart wrongly',
  'patient-not-listed': 'Patient without a new ID',
  'self-check': 'Self-check failed',
  'same-instance': 'Another file says to be the same instance',
};

const skipCodes: Readonly<Record<SkipCode, string>> = {
  'not-dicom': 'Not DICOM',
  'empty-file': 'Empty file',
  dicomdir: 'DICOMDIR index',
  'system-file': 'System file',
  'nested-archive': 'Archive inside an archive',
  'archive-unsupported': 'Archive to unpack first',
  'archive-link': 'Link or device in an archive',
  cancelled: 'Stopped before this file',
  'left-out': 'Left out by you or the profile',
  copy: 'Copy of another file, whose output is the same',
};

const failureCodes: Readonly<Record<FailureCode, string>> = {
  truncated: 'Truncated: the file ends early',
  malformed: 'Malformed data set',
  'label-mismatch': 'Bytes do not match Transfer Syntax UID (0002,0010)',
  'unsupported-transfer-syntax': 'Transfer syntax not supported',
  'unsupported-character-set': 'Character set not supported',
  'cannot-encode': 'New value cannot be written in the file’s character set',
  'too-deep': 'Nested too deeply',
  'too-large': 'Too large for this computer’s memory',
  unreadable: 'Could not be read from disk',
  'changed-on-disk': 'File changed on disk while it was read',
  'archive-unreadable': 'Archive damaged or incomplete',
  'archive-encrypted': 'Encrypted file in an archive',
  'archive-limit': 'Archive over the safety limit',
  'worker-lost': 'Processing stopped twice on this file',
  'not-stored': 'Not stored by the server',
  internal: 'Unexpected error in this program',
};

const actions: Readonly<Record<ShownAction, string>> = {
  X: 'X, removed',
  Z: 'Z, emptied or replaced',
  D: 'D, replaced by a dummy',
  U: 'U, new UID',
  C: 'C, cleaned',
  K: 'K, kept',
  '+': 'added',
};

const modalities: Readonly<Record<string, string>> = {
  CR: 'Computed radiography',
  CT: 'Computed tomography',
  DOC: 'Document',
  DX: 'Digital radiography',
  ECG: 'Electrocardiography',
  ES: 'Endoscopy',
  IO: 'Intra-oral radiography',
  IVUS: 'Intravascular ultrasound',
  KO: 'Key object selection',
  MG: 'Mammography',
  MR: 'Magnetic resonance',
  NM: 'Nuclear medicine',
  OP: 'Ophthalmic photography',
  OPT: 'Ophthalmic tomography',
  OT: 'Other',
  PR: 'Presentation state',
  PT: 'Positron emission',
  PX: 'Panoramic X-ray',
  REG: 'Registration',
  RF: 'Fluoroscopy',
  RTDOSE: 'Radiotherapy dose',
  RTIMAGE: 'Radiotherapy image',
  RTPLAN: 'Radiotherapy plan',
  RTSTRUCT: 'Structure set',
  SC: 'Secondary capture',
  SEG: 'Segmentation',
  SM: 'Slide microscopy',
  SR: 'Structured report',
  US: 'Ultrasound',
  XA: 'Angiography',
  XC: 'Photography',
};

/**
 * The catalogue: every text of the page, English and typed. This part comes with the first paint, together with what it takes
 * from strings/; the other files there belong to a screen each and are loaded with it (strings.test.ts sees that no text stands elsewhere).
 */
export const strings = {
  holdKinds,
  skipCodes,
  failureCodes,
  actions,
  modalities,
  profile: profileStrings,
  rules: rulesStrings,
  result: resultStrings,
  shell: shellStrings,
  ...trustStrings,
  diff: diffStrings,
  product: 'Nescio',
  steps: { add: 'Add', review: 'Review', decide: 'Decide', deliver: 'Deliver' },
  loading: 'One moment',
  broken:
    'Something in this program went wrong. Your files and decisions are still here. Try again; if it happens again, start over.',
  refusedWhileWriting: 'Nothing was changed: files are being written. Try again when that has ended.',
  pool: {
    label: 'Readiness',
    starting: 'Starting the workers',
    ready: 'Ready. Nothing starts by itself: you see every change before a file is written.',
    failed:
      'The workers could not start, so no file can be read. Reload the page; if that does not help, use a current Chromium, Firefox or Safari.',
  },
  url: {
    heading: 'This address asks for something that is not available',
    wayOut: (name: string) => `Continue with ${name}`,
  },
  add: {
    folder: 'Choose folder',
    files: 'Choose files',
    sample: 'Try sample data',
    folderInput: 'Folder to add',
    filesInput: 'Files to add',
    licences: 'Licences',
    heading: 'Drop DICOM folders, files or ZIPs anywhere on this page',
    about:
      'Any file name, any depth, any size; ZIP, tar and gzip archives are opened. Files are read on this computer and stay on it.',
    caution:
      'Nescio applies the rules of the profile and reports each change. It does not promise that nobody can be recognised: faces in head scans, rare conditions and text it could not find remain for you to judge.',
    refusedWhileBusy: 'Files were not added: a run is under way. Wait until it ends or cancel it, then add them.',
  },
  words: {
    list: 'Words of this text',
    why: {
      vocabulary: 'imaging term',
      parameter: 'parameter',
      identifier: 'patient, staff or site',
      'date-or-number': 'date or number',
      'beside-removed': 'goes with its neighbour',
      unknown: 'not known safe',
      'own-kept': 'kept by your list',
      'own-removed': 'removed by your list',
    },
  },
  scan: {
    heading: 'Reading headers',
    status: (found: number, read: number) => `${countOf(found, 'file', 'files')} found, ${formatCount(read)} read.`,
    about: 'Only the first part of each file is read. Pixels stay on disk.',
    stopped:
      'Reading was stopped. Files that were found and not read are counted as skipped; those not found yet are not in the list. Add them again to include them.',
    nothingFound: 'No file was found in what you added.',
  },
  run: {
    cancelled:
      'The run was stopped. Files it had not reached are counted as skipped; go back to review to start again.',
    locked: 'Locked while files are being processed, so that every file follows the same rules.',
    ifCancelled: 'Nothing half-written is offered. The files stay listed and you can start again.',
    background: 'You can leave this tab in the background.',
  },
  preview: {
    empty: 'Select a series to see what changes in its files.',
    broken:
      'The changes of this file could not be computed. Select it again; if that does not help, go on without the preview.',
  },
  release: {
    shown: 'Paths of the files and why each was held. The page displayed no image.',
  },
  save: saveStrings,
  resume: resumeStrings,
  records: {
    warning:
      'files.csv and crosswalk.csv link old and new identifiers. Keep them where the originals are. They are never uploaded.',
    failed: 'The records could not be built. Save again; if it fails again, start over with fewer files.',
  },
  key: keyStrings,
  uploadResume: uploadResumeStrings,
} as const;
