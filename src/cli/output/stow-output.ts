import { setTimeout as wait } from 'node:timers/promises';
import { createStowHoldings } from '../../destinations/upload/stow-holdings.ts';
import { createStowProtocol, stowLimits } from '../../destinations/upload/stow-rs.ts';
import { createUploadQueue, type UploadSurroundings } from '../../destinations/upload/upload-queue.ts';
import { fingerprintUnder } from '../../embed/create-deidentifier.ts';
import type { Delivery, DeliveryFailure, DeliveryResult, Destination } from '../../pipeline/contracts/destination.ts';
import type {
  ItemStatus,
  NewIdentifiers,
  ReceiptLine,
  UploadFailureCode,
  UploadPause,
} from '../../pipeline/contracts/upload.ts';
import type { SignIn } from '../settings/sign-in-file.ts';
import { describeFailure, inputUnreadable } from './describe-failure.ts';
import type { Sharing } from './shared-output.ts';
import { signedRequests } from './signed-requests.ts';
import { createUploadBodies, type UploadBody } from './upload-body.ts';
import type { NoteWritten, WrittenFile } from './written-file.ts';

/** How a run sends its outputs. */
export type Sending = {
  /** Null where nobody signs in. */
  readonly signIn: SignIn | null;
  readonly identifiersOf: (id: number) => NewIdentifiers;
  /** Files that the server took in earlier turns of this run, by its journal. */
  readonly storedBefore: number;
  /** Told of a file that the server does not take, or that could not be sent. */
  readonly onRefused: (id: number, reason: string, code: 'not-stored' | 'changed-on-disk') => void;
  readonly onPaused: (pause: UploadPause | null) => void;
  /** Of tests, which do not wait. */
  readonly surroundings?: UploadSurroundings;
};

/** So many files are refused by a server that has not taken one, before it is left alone. */
const mostRefusedAtFirst = 100;

/**
 * A DICOMweb server (STOW-RS, PS3.18 10.5), by the queue of the page. A file is noted when the server has it, and not before. What
 * the server refuses is told and stops nothing. A server that is away for too long, takes nothing at all, or does not take the
 * sign-in ends the run, and `--resume` goes on with it.
 * @param shared where other runs send to the server too
 */
export function openStowOutput(
  url: string,
  { signIn, identifiersOf, storedBefore, onRefused, onPaused, surroundings = nodeSurroundings }: Sending,
  shared: Pick<Sharing, 'projectKey'> | null,
  note: NoteWritten,
): Destination<null> {
  const requests = signedRequests(signIn);
  // The requests sign themselves.
  const basics = { url, credentials: { kind: 'none' }, ...requests, now: surroundings.now } as const;
  const protocol = createStowProtocol({ ...basics, limits: stowLimits, holdings: createStowHoldings(basics) });
  const bodies = createUploadBodies();
  const underWay = new Map<number, { readonly body: UploadBody; readonly file: WrittenFile }>();
  let [stored, refused] = [storedBefore, 0];
  let hopeless: string | null = null;

  const queue = createUploadQueue(protocol, surroundings, { onSettled: settle, onSent: () => undefined, onPaused });

  function settle({ id, status }: ReceiptLine): void {
    const { body, file } = underWay.get(id)!;
    underWay.delete(id);
    body.discard();
    switch (status.kind) {
      case 'stored':
      case 'already-there':
        stored += 1;
        noteStored(file);
        return;
      case 'differs':
      case 'refused':
        refused += 1;
        onRefused(id, status.reason, 'not-stored');
        return;
      case 'not-sent':
        settleUnsent(id, status);
    }
  }

  /** The server has it; where the journal cannot be written, the next run finds it there. */
  function noteStored(file: WrittenFile): void {
    try {
      void note(file);
    } catch (error) {
      hopeless ??= describeFailure(error, 'The journal').message;
    }
  }

  /** Where the server takes others, the fault is with these files. */
  function settleUnsent(id: number, { code, reason }: Extract<ItemStatus, { readonly kind: 'not-sent' }>): void {
    if (queue.stopped() !== null) return;
    if (code === 'input-changed') onRefused(id, inputUnreadable.message, 'changed-on-disk');
    else if (stored === 0) hopeless ??= ownWords[code] ?? reason;
    else onRefused(id, ownWords[code] ?? reason, 'not-stored');
  }

  function failure(): DeliveryFailure | null {
    // Asked between answers: one may tell of refused files first and of stored ones behind them.
    const refusal = stored === 0 && refused >= mostRefusedAtFirst ? takesNothing : null;
    const stop = queue.stopped();
    const reason = stop === null ? (hopeless ?? refusal) : (ownWords[stop.code] ?? stop.reason);
    return reason === null ? null : { kind: 'not-writable', message: `${reason} --resume goes on with the run.` };
  }

  async function write(delivery: Delivery): Promise<DeliveryResult> {
    const before = failure();
    if (before !== null) return before;
    const { id } = delivery.input;
    try {
      const body = await bodies.make(delivery);
      if (body === null) return inputUnreadable;
      const { blob, discard: _, ...sums } = body;
      const fingerprint = shared && (await fingerprintUnder(shared.projectKey, blob));
      const file = { id, path: delivery.path, ...sums, ...(fingerprint !== null && { fingerprint }) };
      underWay.set(id, { body, file });
      const { path: outputPath, sha256 } = file;
      await queue.add({ id, identifiers: identifiersOf(id), outputPath, body: blob, sha256 });
    } catch (error) {
      return describeFailure(error, 'The temporary folder');
    }
    return failure() ?? { kind: 'written' };
  }

  return {
    readsRanges: true,
    write,
    close: async () => {
      await queue.finish();
      bodies.end();
      return failure();
    },
    // What is under way is finished, and counts.
    abort: async () => {
      await queue.leave();
      bodies.end();
    },
  };
}

const nodeSurroundings: UploadSurroundings = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
  whenOnline: async () => undefined,
};

/** Where the words of the queue speak of the page. */
const ownWords: Partial<Record<UploadFailureCode, string>> = {
  unreachable:
    'The server did not answer, sent the request on to another address, or the connection broke. Check the address of OUT and the way to the server.',
  unauthorised: 'The server did not accept the sign-in (401). Check the file of --sign-in.',
};

const takesNothing = `The server has refused the first ${mostRefusedAtFirst} files and taken none. Check the address of OUT and what the server takes.`;
