import type { BatchFile } from '../contracts/batch-file.ts';
import type { Job, MadeFile, ProducedFile } from '../contracts/deidentify.protocol.ts';
import {
  cancelled,
  type DeidentifiedOutcome,
  type DirectoryListing,
  type FileOutcome,
  type OtherLook,
} from '../contracts/file-outcome.ts';
import type { InputContent, InputFile } from '../contracts/input-file.ts';
import type { Pool } from '../contracts/pool.ts';
import type { Source, SourceItem } from '../contracts/source.ts';
import { directoryOutcome, plainPath } from '../file/list-directory.ts';
import { jobOf } from './job-of.ts';
import { createOutputTable } from './output-table.ts';
import { openContent } from './scan-source.ts';
import { createOutputPlaces } from './stream-paths.ts';

type WithoutBytes = Exclude<FileOutcome, DeidentifiedOutcome>;

/** One file of a stream with its outcome. */
export type StreamedFile =
  | { readonly kind: 'settled'; readonly path: string; readonly outcome: WithoutBytes }
  | {
      readonly kind: 'made';
      readonly input: InputFile;
      readonly outcome: DeidentifiedOutcome;
      readonly file: ProducedFile;
    };

/** What a caller decides about files before they are made. They are looked at for it first, and so read twice. */
export type StreamDecisions = {
  /** @returns the file as it was decided; null sets it aside until all others are through */
  readonly decide: (file: BatchFile) => BatchFile | null;
  /** Decides about all that was set aside, one beside the other. */
  readonly decideAside: (files: readonly BatchFile[]) => Promise<readonly BatchFile[]>;
};

type Open = { readonly path: string; readonly unpack: Extract<SourceItem, { kind: 'file' }>['unpack'] };

/**
 * De-identifies files as a source lists them and hands each on before much more is read. Each file that was listed has one
 * outcome; after an abort those without one are cancelled. Nothing is kept of a file that was handed on but the marks of its
 * output and of its path. For batches whose files decide nothing about each other; names and copies are settled by who came first.
 * @param hand settles when the file was taken, which lets the next ones be read
 */
export async function streamFiles(
  pool: Pool,
  source: Source,
  signal: AbortSignal,
  hand: (file: StreamedFile) => Promise<unknown>,
  decisions: StreamDecisions | null = null,
): Promise<void> {
  /** Listed and without an outcome. */
  const open = new Map<number, Open>();
  const archives = new Map<number, NonNullable<Open['unpack']>>();
  const directories = new Map<number, DirectoryListing>();
  const aside: BatchFile[] = [];
  const places = createOutputPlaces();
  /** What was listed, for DICOMDIRs. */
  const paths = createOutputTable();
  const markOf = (path: string) => ({ path, fingerprint: '', crc32: null });
  let nextId = 0;

  async function settle(id: number, outcome: WithoutBytes): Promise<void> {
    const file = open.get(id);
    if (file === undefined) return;
    open.delete(id);
    await hand({ kind: 'settled', path: file.path, outcome });
  }

  /** @param archiveId of the archive that holds the items: it is no file, so its first item takes the id */
  async function* inputs(items: AsyncIterator<SourceItem>, archiveId: number | null = null): AsyncGenerator<InputFile> {
    let freeId = archiveId;
    for (;;) {
      // Not by `for await`: whoever stops asking here may still want the rest of them.
      const { done, value: item } = await items.next();
      if (done === true) return;
      const id = freeId ?? nextId++;
      freeId = null;
      const { path } = item;
      open.set(id, { path, unpack: item.kind === 'file' ? item.unpack : undefined });
      paths.add(markOf(plainPath(path)));
      const content: InputContent | WithoutBytes = item.kind === 'file' ? await openContent(item.open) : item.outcome;
      if (content.kind === 'skipped' || content.kind === 'failed') await settle(id, content);
      else if (open.has(id)) yield { id, path, content };
    }
  }

  async function* unpacked(): AsyncGenerator<InputFile> {
    for (const [id, unpack] of archives) yield* inputs(unpack(signal)[Symbol.asyncIterator](), id);
  }

  async function* jobsOf(files: AsyncIterable<InputFile>): AsyncGenerator<Job> {
    if (decisions === null) {
      for await (const input of files) yield { input, release: null };
      return;
    }
    for await (const { input, result } of pool.scan(files, signal)) {
      if (result.kind !== 'dicom') {
        await look(input.id, result);
        continue;
      }
      const found: BatchFile = { ...input, scan: result, outcome: null, release: null };
      const file = decisions.decide(found);
      if (file === null) aside.push(found);
      else yield jobOf(file)!;
    }
  }

  async function* decidedAside(files: readonly BatchFile[]): AsyncGenerator<Job> {
    for (const file of files) {
      if (file.outcome !== null && file.outcome.kind !== 'deidentified') await settle(file.id, file.outcome);
      else yield jobOf(file)!;
    }
  }

  async function look(id: number, result: OtherLook | WithoutBytes): Promise<void> {
    const unpack = open.get(id)?.unpack;
    if (result.kind === 'directory') directories.set(id, result);
    else if (result.kind !== 'archive') await settle(id, result);
    else if (unpack === undefined) await settle(id, result.outcome);
    else archives.set(id, unpack);
  }

  async function take(input: InputFile, result: MadeFile): Promise<void> {
    if (result.kind === 'settled') return look(input.id, result.look);
    const { file } = result;
    await takeMade(input, places.place(result), file).finally(() => pool.discard(file));
  }

  async function takeMade(input: InputFile, outcome: FileOutcome, file: ProducedFile): Promise<unknown> {
    if (outcome.kind !== 'deidentified') return settle(input.id, outcome);
    return open.delete(input.id) ? hand({ kind: 'made', input, outcome, file }) : undefined;
  }

  async function pass(jobs: AsyncIterable<Job>): Promise<void> {
    for await (const { job, result } of pool.make(jobs, signal)) await take(job.input, result);
  }

  const listed = source.list(signal)[Symbol.asyncIterator]();
  try {
    await pass(jobsOf(inputs(listed)));
    if (archives.size > 0) await pass(jobsOf(unpacked()));
    if (decisions !== null && aside.length > 0) await pass(decidedAside(await decisions.decideAside(aside)));
    if (!signal.aborted) {
      const isThere = (plain: string) => paths.compare(markOf(plain)) !== 'free';
      for (const [id, listing] of directories) {
        await settle(id, directoryOutcome(open.get(id)?.path ?? '', listing, isThere));
      }
    }
    if (signal.aborted && source.isKnown === true) {
      for await (const { id } of inputs(listed)) await settle(id, cancelled);
    }
  } finally {
    // What the caller's iterator holds open is closed. Not awaited: it may never answer.
    listed.return?.().catch(() => undefined);
  }
  for (const id of [...open.keys()]) await settle(id, cancelled);
}
