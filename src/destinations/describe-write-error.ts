import type { DeliveryFailure } from '../pipeline/contracts/destination.ts';

/** Explains an error of writing in words for people. The error's own text is never shown. */
export function describeWriteError(error: unknown): DeliveryFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return {
        kind: 'no-space',
        message:
          'The disk, or the space this browser grants the page, is full. Nothing was saved. Free some space or save fewer studies at a time, then save again.',
      };
    case 'NotAllowedError':
    case 'NoModificationAllowedError':
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotFoundError':
      return {
        kind: 'not-writable',
        message:
          'The archive could not be written: the place is read-only, in use, gone, or permission was withdrawn. Nothing was saved. Save again and pick another place.',
      };
    default:
      return {
        kind: 'internal',
        message: 'The archive could not be written for an unexpected reason. Nothing was saved. Save again.',
      };
  }
}
