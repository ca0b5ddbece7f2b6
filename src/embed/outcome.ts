import type { NewIdentifiers } from '../pipeline/contracts/upload.ts';

/** Something a person should know about a file that was put out. `code` is a stable word, `message` is for people. */
export type Notice = { readonly code: string; readonly message: string };

/** Why a file is held. `code` is a stable word; neither text holds a value of the file. */
export type HoldReason = Notice & {
  /** Where in the file, as `(0040,A730)[3].(0040,A160)`; absent where it is no single element. */
  readonly path?: string;
  /** A person who has looked may release it, by `decisions`. */
  readonly isReleasable: boolean;
};

/**
 * What became of one input. Every input has exactly one; only `deidentified` carries bytes. `inputPath` names the input
 * and may identify a patient: keep it on this machine.
 */
export type Outcome =
  | {
      readonly kind: 'deidentified';
      readonly inputPath: string;
      /** As the layout names it: `<patient pseudonym>/<study>/<series>/<instance>.dcm` without one. Unique in its batch. */
      readonly outputPath: string;
      /** The output. Its name is the last part of `outputPath`, its type `application/dicom`, its date 0. */
      readonly file: File;
      readonly identifiers: NewIdentifiers;
      readonly findings: readonly Notice[];
    }
  | {
      readonly kind: 'held';
      readonly inputPath: string;
      /** The messages of `holds`. */
      readonly reasons: readonly string[];
      readonly holds: readonly HoldReason[];
    }
  | { readonly kind: 'skipped'; readonly inputPath: string; readonly code: string; readonly reason: string }
  | { readonly kind: 'failed'; readonly inputPath: string; readonly code: string; readonly reason: string };
