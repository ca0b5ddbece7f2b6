import type { Finding, Hold } from '../../deidentify/change.ts';
import type { ActionCounts } from '../../deidentify/count-actions.ts';
import type { Identity } from '../../deidentify/identify.ts';
import type { KnownFragments } from '../../dicom/hop-fragments.ts';
import type { SeenPixels } from '../../pixel-data/inspect-pixels.ts';
import type { OutputFacts } from '../file/output-facts.ts';

/** Why a file was left out. Stable words: they go into `files.csv`. */
export type SkipCode =
  | 'not-dicom'
  | 'empty-file'
  | 'dicomdir'
  | 'system-file'
  | 'nested-archive'
  | 'archive-unsupported'
  | 'archive-link'
  | 'cancelled'
  | 'left-out'
  /** Its output is that of another file of the batch, byte by byte, which is put out in its stead. */
  | 'copy';

/** Why a file could not be processed. Stable words: they go into `files.csv`. */
export type FailureCode =
  | 'truncated'
  | 'malformed'
  | 'label-mismatch'
  | 'unsupported-transfer-syntax'
  | 'unsupported-character-set'
  | 'cannot-encode'
  | 'too-deep'
  | 'too-large'
  | 'unreadable'
  | 'changed-on-disk'
  | 'archive-unreadable'
  | 'archive-encrypted'
  | 'archive-limit'
  | 'worker-lost'
  /** De-identified, and not taken by the server that the command line sent it to. */
  | 'not-stored'
  | 'internal';

export type SkippedOutcome = { readonly kind: 'skipped'; readonly code: SkipCode; readonly reason: string };
export type FailedOutcome = { readonly kind: 'failed'; readonly code: FailureCode; readonly reason: string };

/** Where the file goes inside an archive or folder, made of the patient's new ID and keyed pseudonyms. */
export type OutputPath = string;

type Processed = {
  readonly outputPath: OutputPath;
  readonly identity: Identity;
  readonly counts: ActionCounts;
  readonly findings: readonly Finding[];
};

/**
 * Of a large file with compressed pixels: where its fragments are, and how far they have been looked through. Finding
 * either anew would cost the next pass another way through the whole file.
 */
export type KnownPixels = KnownFragments & { readonly seen?: SeenPixels };

export type DeidentifiedOutcome = Processed & {
  readonly kind: 'deidentified';
  readonly fragments?: KnownPixels;
  /** What the output says of itself, where the settings ask for it. */
  readonly facts?: OutputFacts;
};
export type HeldOutcome = { readonly kind: 'held'; readonly holds: readonly Hold[] } & Processed;

/** What became of one input. Each input has exactly one. */
export type FileOutcome = DeidentifiedOutcome | HeldOutcome | SkippedOutcome | FailedOutcome;

/** What the header says about a file, for the studies tree. Original values: page only. */
export type FileSummary = {
  /** Keyed grouping: same patient, same text; independent of what is shown. */
  readonly patientKey: string;
  readonly patientName: string;
  readonly patientId: string;
  /** As written, so mostly YYYYMMDD. */
  readonly patientBirthDate: string;
  readonly studyInstanceUid: string;
  readonly studyDate: string;
  /** As written, so mostly HHMMSS with a fraction. */
  readonly studyTime: string;
  readonly studyDescription: string;
  readonly seriesInstanceUid: string;
  readonly seriesNumber: string;
  readonly seriesDescription: string;
  readonly modality: string;
  /** All values of Image Type (0008,0008), joined by backslashes. */
  readonly imageType: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly instanceNumber: string;
  readonly transferSyntaxUid: string;
  readonly frames: number;
  /** Of the image; 0 where the header has none. */
  readonly rows: number;
  readonly columns: number;
  readonly sizeBytes: number;
};

/** Original values, '' where the header has none: page only. */
export type ScannedDevice = { readonly manufacturer: string; readonly model: string; readonly station: string };

/** Result of the first look at a file: what it is, and what already keeps it from being exported. */
export type ScanResult =
  | {
      readonly kind: 'dicom';
      readonly summary: FileSummary;
      readonly holds: readonly Hold[];
      /** How likely its image shows text; absent where it has none. */
      readonly imageRisk?: 'A' | 'B' | 'C';
      /** Which device made its image, as the header says it; absent where it has none. */
      readonly device?: ScannedDevice;
      readonly fragments?: KnownPixels;
      /** The profile of the first look has parts of the image blanked without anybody's decision. */
      readonly isBlanked?: true;
    }
  | SkippedOutcome
  | FailedOutcome;

/** A DICOMDIR, before anybody knows which of the files it names are there (PS3.10 8.2, components joined by `/`). */
export type DirectoryListing = {
  readonly kind: 'directory';
  readonly reason: string;
  readonly fileIds: readonly string[];
};

/** An archive that can be opened, whatever it is called. `outcome` is what it comes to where nobody opens it. */
type UnopenedArchive = { readonly kind: 'archive'; readonly outcome: SkippedOutcome };

/** What the first look makes of a file that is not read as an image. */
export type OtherLook = SkippedOutcome | FailedOutcome | DirectoryListing | UnopenedArchive;

/** What a worker says of one file; the batch makes a `ScanResult` of it. */
export type FirstLook = ScanResult | DirectoryListing | UnopenedArchive;

/** The outcome of a file that a cancelled run had not come to. */
export const cancelled: SkippedOutcome = {
  kind: 'skipped',
  code: 'cancelled',
  reason: 'The run was cancelled before this file was done.',
};

/** The outcome of a file that a person has left out, in the page or by decisions. */
export const leftOutByPerson: SkippedOutcome = { kind: 'skipped', code: 'left-out', reason: 'Left out by a person.' };

/** The outcome of a file that met a bug. */
export const unexpected: FailedOutcome = {
  kind: 'failed',
  code: 'internal',
  reason: 'An unexpected error stopped the processing of this file. Please report what kind of file it is.',
};
