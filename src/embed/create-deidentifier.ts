import type { Source } from '../pipeline/contracts/source.ts';
import { type Layout, layouts } from '../pipeline/layout/layout.ts';
import { fingerprintOutput } from '../pipeline/output/fingerprint-output.ts';
import type { PresetId, Profile } from '../profile/profile.ts';
import { createBatches } from './batches.ts';
import type { BoxDecision } from './box-decisions.ts';
import { type DecidedInputs, decidedInputs } from './decided-inputs.ts';
import { type DecidesFirst, decidesFirst } from './decides-first.ts';
import type { ExecutorOptions } from './executor-options.ts';
import { givenInputs } from './given-inputs.ts';
import type { Input } from './input.ts';
import { inKeyedOrder } from './input-order.ts';
import { sourceOf } from './input-source.ts';
import { openPool } from './open-pool.ts';
import type { Outcome } from './outcome.ts';
import { describePin, readPinnedProfile } from './pinned-profile.ts';
import { checkedKey } from './project-key.ts';
import { readDecisions } from './read-decisions.ts';
import { readPatientTable } from './read-patient-table.ts';
import type { BatchSearch } from './search-batch.ts';
import type { TextDetection } from './text-detection-options.ts';

export type DeidentifierOptions = ExecutorOptions & {
  /** A preset's name, a profile, or the JSON of one. */
  readonly profile: PresetId | Profile | string;
  /** SHA-256 that the profile must have, as `profile.json` of a run states it. Any other profile is refused. */
  readonly profileSha256?: string;
  /** 32 secret bytes, the same for a whole project: same key, same pseudonyms. `createProjectKey` makes one. */
  readonly key: Uint8Array;
  /** CSV of new patient IDs, for profiles with the scheme `lookup`. */
  readonly patientTable?: string | Uint8Array;
  /** Parts of images to blank. A file that has boxes and cannot be blanked is held. */
  readonly boxes?: readonly BoxDecision[];
  /** The content of a `decisions.json`, made under the same key and profile: what a person decided about files that are among the inputs. */
  readonly decisions?: string;
  /** Looks for text in images before anything is handed out; `textDetection()` of `nescio/text-detection` makes it. Absent: nobody looks. */
  readonly textDetection?: TextDetection;
  /**
   * How `outputPath` is made: by new identifiers (`pseudonyms`, the default), as file IDs of a medium for viewers (`dicomdir`), or as
   * folders of BIDS (`bids`). The last two number the files of one batch, so that two batches may not go into one folder.
   */
  readonly layout?: Layout;
  /**
   * Under `dicomdir` given the DICOMDIR of each batch, after its last outcome: put it beside the folder `DICOM`. Files of a class
   * that no record is known for are not in it.
   */
  readonly onDirectory?: (directory: File) => unknown;
  /**
   * `as-it-comes`: each outcome as soon as its file is done; a list is gone through in an order that the key makes, an iterator in
   * its own. `output-path`: the whole call is decided first, then held and failed ones come, then outputs in the order of
   * their new paths, which says nothing about that of the inputs. Default: `as-it-comes`.
   */
  readonly order?: 'as-it-comes' | 'output-path';
  /**
   * Ends every batch: inputs without an outcome become skipped, code `cancelled`. What an iterator has not given by then has none.
   */
  readonly signal?: AbortSignal;
};

/** De-identifies batches under one profile and key. Batches run one after the other. */
export type Deidentifier = {
  /** The profile in force. Give `sha256` back as `profileSha256` to pin it. */
  readonly profile: {
    readonly name: string;
    readonly sha256: string;
    /** How patients get new IDs. `running` numbers live as long as this de-identifier, and no other knows them. */
    readonly patients: Profile['patients']['kind'];
  };
  /**
   * Why `process` reads and decides a whole call before its first outcome. Empty: it is a stream, of bounded memory, and
   * of files of one instance the first to come has the plain name.
   */
  readonly decidesFirst: readonly DecidesFirst[];
  /**
   * Yields one outcome for each input (each member of an archive is an input). The next ones are read as these are taken. What
   * `inputs` throws is thrown here, after the outcomes of all inputs before it.
   */
  readonly process: (inputs: Iterable<Input> | AsyncIterable<Input>) => AsyncGenerator<Outcome>;
  /**
   * Reads and decides all inputs, and puts nothing out yet: for records of what was done, and for a look at what remains before.
   * @throws what `inputs` throws
   */
  readonly decide: (inputs: Iterable<Input> | AsyncIterable<Input>) => Promise<DecidedInputs>;
  /**
   * What stands behind the name of an output whose name another one has: `<instance>-<fingerprint>.dcm` (docs/adr/0008). Made of
   * the output alone, under the key. Read are its header and the first 64 KB of its pixels.
   * @throws Error for what is no output
   */
  readonly fingerprint: (output: Blob | ReadableOutput) => Promise<string>;
  /** Ends the workers. */
  readonly close: () => void;
};

/** A finished output that can be read by range; fewer bytes than asked for only at its end. */
export type ReadableOutput = {
  readonly sizeBytes: number;
  readonly read: (range: { readonly offsetBytes: number; readonly lengthBytes: number }) => Promise<Uint8Array>;
};

/**
 * Makes a de-identifier. Nothing is read, started or asked before the first `process`. It needs no DOM.
 * @throws TypeError when the profile, the key, the table, the decisions or the layout cannot be used
 */
export function createDeidentifier(options: DeidentifierOptions): Deidentifier {
  const profile = readPinnedProfile(options.profile, options.profileSha256);
  const rows = readPatientTable(options.patientTable, profile);
  const projectKey = checkedKey(options.key);
  const signal = options.signal ?? new AbortController().signal;
  const { boxes = [], order = 'as-it-comes' } = options;
  const settings = {
    profile,
    rows,
    boxes,
    decisions: readDecisions(options.decisions, { profile, projectKey }),
    layout: checkedLayout(options),
    // Nothing but the entry makes one.
    search: (options.textDetection as BatchSearch | undefined) ?? null,
  };
  const reasons = [...(order === 'output-path' ? (['order'] as const) : []), ...decidesFirst(settings)];
  const batches = createBatches({
    ...settings,
    projectKey,
    openPool: () => openPool(options),
    onDirectory: options.onDirectory,
  });

  async function* decideFirst(source: Source): AsyncGenerator<Outcome> {
    const batch = await batches.decide(source, signal);
    yield* batch.deliver(signal);
  }

  return {
    profile: { ...describePin(profile), patients: profile.patients.kind },
    decidesFirst: reasons,
    process: async function* (given) {
      const { inputs, throwIfBroken } = givenInputs(inKeyedOrder(given, projectKey));
      const source = sourceOf(inputs, Array.isArray(given));
      yield* reasons.length > 0 ? decideFirst(source) : batches.stream(source, signal);
      throwIfBroken();
    },
    decide: async (given) => {
      const { inputs, throwIfBroken } = givenInputs(inKeyedOrder(given, projectKey));
      const batch = await batches.decide(sourceOf(inputs, Array.isArray(given)), signal);
      throwIfBroken();
      return decidedInputs(batch, { profile, projectKey }, signal);
    },
    fingerprint: (output) => fingerprintUnder(projectKey, output),
    close: batches.close,
  };
}

function checkedLayout({ layout = 'pseudonyms', onDirectory }: DeidentifierOptions): Layout {
  if (!layouts.includes(layout)) throw new TypeError(`A layout is one of ${layouts.join(', ')}.`);
  if (layout === 'dicomdir' && onDirectory === undefined)
    throw new TypeError('With the layout dicomdir, onDirectory takes the DICOMDIR.');
  return layout;
}

/** The fingerprint of an output under a key. @throws Error for what is no output */
export async function fingerprintUnder(projectKey: Uint8Array, output: Blob | ReadableOutput): Promise<string> {
  const readable = output instanceof Blob ? readableBlob(output) : output;
  const fingerprint = await fingerprintOutput(readable, projectKey);
  if (typeof fingerprint !== 'string') throw new Error('The file is no output that can be read.');
  return fingerprint;
}

function readableBlob(blob: Blob): ReadableOutput {
  return {
    sizeBytes: blob.size,
    read: async ({ offsetBytes, lengthBytes }) =>
      new Uint8Array(await blob.slice(offsetBytes, offsetBytes + lengthBytes).arrayBuffer()),
  };
}
