import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import { runCommandLine } from '../cli/command-line.ts';

/** How a command ended, and what it said. */
export type CommandResult = { readonly status: number; readonly out: Buffer; readonly err: string };

export type CommandSetUp = {
  /** Folder that holds `deidentify-node.worker.js`; absent for commands that start no worker. */
  readonly built?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** What comes from standard input. */
  readonly input?: string;
  /** Told of all that is said, as it is said. */
  readonly onText?: (text: string) => void;
};

/** Commands that take `--workers`. */
const threaded = ['check', 'deidentify', 'detect', 'remains'];

/**
 * Runs a command line in this process, with one thread unless it names another number: each thread that starts compiles the whole
 * engine, which takes longer than the few files of a test.
 */
export async function runCommand(parameters: readonly string[], setUp: CommandSetUp = {}): Promise<CommandResult> {
  const { built = tmpdir(), environment = {}, signal = new AbortController().signal, input = '', onText } = setUp;
  const [out, err] = [collector(onText), collector(onText)];
  const isLeftOpen = threaded.includes(parameters[0] ?? '') && !parameters.includes('--workers');
  const status = await runCommandLine([...parameters, ...(isLeftOpen ? ['--workers', '1'] : [])], {
    streams: { in: Readable.from([Buffer.from(input)]), out: out.stream, err: err.stream },
    environment,
    workerUrl: pathToFileURL(path.join(built, 'deidentify-node.worker.js')),
    signal,
    whenStopped: () => undefined,
  });
  return { status, out: out.bytes(), err: err.bytes().toString() };
}

function collector(onText?: (text: string) => void) {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(Buffer.from(chunk));
      onText?.(chunk.toString());
      done();
    },
  });
  return { stream, bytes: () => Buffer.concat(chunks) };
}

/** A new folder that goes when the tests have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'nescio-command-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** SHA-256 of files by their path below a folder. */
export function filesBelow(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const places = entries.map(({ parentPath, name }) => path.join(parentPath, name)).sort();
  return new Map(places.map((place) => [path.relative(folder, place), sha256(readFileSync(place))]));
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
