import type { Tag } from './tag.ts';

/** Why a file, or a part of it, could not be understood. Stable: records and tests rely on the words. */
export type DicomErrorCode =
  | 'not-dicom'
  | 'empty-file'
  | 'dicomdir'
  | 'truncated'
  | 'malformed'
  | 'label-mismatch'
  | 'unsupported-transfer-syntax'
  | 'too-deep'
  | 'too-large'
  | 'unsupported-character-set'
  | 'cannot-encode';

/**
 * A failure as a value. The message says what was being done, what was found, where, and what to do; it cites tags and
 * offsets and never a value.
 */
export type DicomError = {
  readonly kind: 'error';
  readonly code: DicomErrorCode;
  readonly message: string;
  readonly tag?: Tag;
  readonly offsetBytes?: number;
};

export function dicomError(
  code: DicomErrorCode,
  message: string,
  at: { readonly tag?: Tag; readonly offsetBytes?: number } = {},
): DicomError {
  return { kind: 'error', code, message, ...at };
}
