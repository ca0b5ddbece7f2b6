import type { DicomError } from '../../dicom/dicom-error.ts';
import type { FailedOutcome, SkippedOutcome } from '../contracts/file-outcome.ts';

/** The outcome of a file that the DICOM layer refused. What is not an image at all is skipped; the rest failed. */
export function dicomFailure({ code, message }: DicomError): FailedOutcome | SkippedOutcome {
  switch (code) {
    case 'not-dicom':
    case 'empty-file':
    case 'dicomdir':
      return { kind: 'skipped', code, reason: message };
    default:
      return { kind: 'failed', code, reason: message };
  }
}
