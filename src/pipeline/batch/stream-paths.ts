import type { Hold } from '../../deidentify/change.ts';
import type { MadeFile } from '../contracts/deidentify.protocol.ts';
import type { FileOutcome } from '../contracts/file-outcome.ts';
import { withFingerprint } from './output-path.ts';
import { createOutputTable } from './output-table.ts';
import { copy, heldAsSameInstance } from './settle-paths.ts';

type Made = Extract<MadeFile, { kind: 'made' }>;

/**
 * Gives each output of a stream a path that no other has. The first of an instance has the plain path, as it has gone out before
 * anybody can know of another; those that come later have their fingerprint behind the name. A copy is skipped, and one
 * that the fingerprint does not tell apart is held, as in a batch (docs/adr/0008); the first has gone out then.
 */
export function createOutputPlaces(): { readonly place: (made: Made) => FileOutcome } {
  const table = createOutputTable();
  return {
    place: ({ outcome, file: { crc32 }, fingerprint }) => {
      const plain = { path: outcome.outputPath, fingerprint, crc32 };
      const beside = { ...plain, path: withFingerprint(outcome.outputPath, fingerprint) };
      const mark = table.compare(plain) === 'other' ? beside : plain;
      switch (table.compare(mark)) {
        case 'free':
          table.add(mark);
          return { ...outcome, outputPath: mark.path };
        case 'same':
          return copy;
        case 'alike':
        case 'other':
          return crc32 === null
            ? heldAsSameInstance(outcome, mark.path, uncompared)
            : heldAsSameInstance(outcome, mark.path);
      }
    },
  };
}

const uncompared: Hold = {
  kind: 'same-instance',
  reason:
    'A file that has gone out before has the same SOP Instance UID (0008,0018), header and beginning of the pixels. A stream keeps no files of this size, so nobody knows whether the rest is the same too. Leave out all of them but the right one.',
  isReleasable: false,
};
