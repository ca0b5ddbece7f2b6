import type { Writable } from 'node:stream';
import type { Destination } from '../../pipeline/contracts/destination.ts';
import { CommandError } from '../exit-status.ts';
import type { OutputPlace } from '../settings/places.ts';
import { openStoreOutput } from '../store/store-output.ts';
import { describeFailure } from './describe-failure.ts';
import { openFolderOutput } from './folder-output.ts';
import { openSharedOutput, type Sharing } from './shared-output.ts';
import { openStowOutput, type Sending } from './stow-output.ts';
import { openTarOutput } from './tar-output.ts';
import type { NoteWritten } from './written-file.ts';
import { openZipOutput } from './zip-output.ts';

/**
 * @param shared where other runs write to the same place too
 * @param sending `mayHold` where a store may hold what this run does not know of: of other shards, or of earlier runs
 * @throws CommandError when the place cannot be written at all
 */
export async function openOutput(
  place: OutputPlace,
  shared: Sharing | null,
  standardOutput: Writable,
  sending: Sending & { readonly mayHold: boolean },
  note: NoteWritten,
): Promise<Destination<null>> {
  try {
    switch (place.kind) {
      case 'folder':
        return shared === null ? openFolderOutput(place.path, note) : await openSharedOutput(place.path, shared, note);
      case 'zip':
        return openZipOutput(place.path, note);
      case 'tar':
        return openTarOutput(standardOutput, note);
      case 'stow':
        return openStowOutput(place.url, sending, shared, note);
      case 'store':
        return openStoreOutput(place, sending.mayHold, sending.onRefused, note);
    }
  } catch (error) {
    throw new CommandError(describeFailure(error).message);
  }
}
