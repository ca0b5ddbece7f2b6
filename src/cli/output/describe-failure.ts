import type { DeliveryFailure } from '../../pipeline/contracts/destination.ts';
import { systemCode } from '../exit-status.ts';

/**
 * Explains an error of writing in words for people. The error's own text is never shown: it holds paths.
 * @param place what the command calls the place that is written to
 */
export function describeFailure(error: unknown, place = 'OUT'): DeliveryFailure {
  const code = systemCode(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { kind: 'no-space', message: `There is no room left where ${place} is. Free some and run it again.` };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOTDIR':
      return { kind: 'not-writable', message: `${place} cannot be written: ${notWritable[code]} (${code}).` };
    case 'EPIPE':
      return { kind: 'not-writable', message: 'Whoever reads standard output has stopped.' };
    default:
      return { kind: 'internal', message: `${place} could not be written${code === '' ? '' : ` (${code})`}.` };
  }
}

const notWritable = {
  EACCES: 'whoever runs this may not write there',
  EPERM: 'whoever runs this may not write there',
  EROFS: 'the place is read-only',
  ENOENT: 'the folder that it lies in is not there',
  ENOTDIR: 'the folder that it lies in is a file',
} as const;

export const inputUnreadable: DeliveryFailure = {
  kind: 'input-unreadable',
  message: 'The file changed, was moved, or cannot be read any more since it was listed. It is not in the output.',
};
