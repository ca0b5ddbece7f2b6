import type { DeliveryFailure } from '../pipeline/contracts/destination.ts';

/** Explains an error of writing into a folder in words for people. The error's own text is never shown. */
export function describeFolderError(error: unknown): DeliveryFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return {
        kind: 'no-space',
        message: 'The disk, or the space this browser grants the page, is full. Free some space.',
      };
    case 'NotAllowedError':
    case 'NoModificationAllowedError':
    case 'SecurityError':
    case 'InvalidStateError':
    case 'NotFoundError':
    case 'TypeMismatchError':
      return {
        kind: 'not-writable',
        message: 'The folder cannot be written any more: it is read-only, in use, gone, or permission was withdrawn.',
      };
    default:
      return { kind: 'internal', message: 'A file could not be written for an unexpected reason.' };
  }
}
