import * as Comlink from 'comlink';
import type { DeidentifyWorker, Inspection, Job, ProducedFile } from '../pipeline/contracts/deidentify.protocol.ts';
import type { InputFile } from '../pipeline/contracts/input-file.ts';
import type { WorkerLike } from '../pipeline/pool/worker-connection.ts';

/** A worker that runs in the same thread, behind a real message channel, and can be made to die. */
export type FakeWorker = WorkerLike & {
  /** As when a script fails late: an `error` event, and open calls are never answered. */
  readonly die: () => void;
  /** Posts a sign of life. */
  readonly tick: (path: string) => void;
  readonly isTerminated: () => boolean;
};

/** @param contract what the worker answers; null for one whose script never loads. */
export function fakeWorker(contract: object | null): FakeWorker {
  const { port1, port2 } = new MessageChannel();
  const errorListeners = new Set<EventListener>();
  let isTerminated = false;
  if (contract !== null) Comlink.expose(contract, port2 as Comlink.Endpoint);
  return {
    postMessage: (message: unknown, transfer?: unknown) =>
      port1.postMessage(message, (transfer ?? []) as Transferable[]),
    addEventListener: (type: string, listener: unknown) => {
      if (type === 'error') errorListeners.add(listener as EventListener);
      port1.addEventListener(type, listener as EventListener);
      port1.start();
    },
    removeEventListener: (type: string, listener: unknown) => {
      errorListeners.delete(listener as EventListener);
      port1.removeEventListener(type, listener as EventListener);
    },
    terminate: () => {
      isTerminated = true;
      port1.close();
      port2.close();
    },
    die: () => {
      for (const listener of [...errorListeners]) listener(new Event('error'));
    },
    tick: (path) => port2.postMessage({ kind: 'tick', path }),
    isTerminated: () => isTerminated,
  };
}

export const never = new Promise<never>(() => undefined);

/** Answers every call at once, with results that name the input. */
export const obedientWorker: DeidentifyWorker = {
  init: async () => undefined,
  scan: async (inputs) => inputs.map(({ id }) => ({ kind: 'skipped', code: 'not-dicom', reason: `${id}` })),
  deidentify: async (jobs) => jobs.map(({ input }) => ({ kind: 'skipped', code: 'not-dicom', reason: `${input.id}` })),
  produce: async (jobs) => jobs.map(producedFrom),
  make: async (jobs) =>
    jobs.map(({ input }) => ({ kind: 'settled', look: { kind: 'skipped', code: 'not-dicom', reason: `${input.id}` } })),
  fingerprint: async (_depth, jobs) => jobs.map(({ input }) => ({ kind: 'fingerprint', text: `${input.id}` })),
  inspect: async (job) => ({ ...inspectionOf(job), rows: [] }),
  survey: async (_kind, jobs) => ({ attributes: [], files: jobs.length, unread: 0 }),
  probeNetwork: async () => 'refused',
};

export function producedFrom({ input, hashesOutput }: Job): ProducedFile {
  const bytes = new TextEncoder().encode(`file ${input.id}`);
  const sha256 = hashesOutput && { sha256: `hash of ${input.id}` };
  return {
    kind: 'produced',
    id: input.id,
    parts: [{ kind: 'bytes', bytes }],
    sizeBytes: bytes.length,
    crc32: null,
    ...sha256,
  };
}

export function inspectionOf({ input }: Job): Inspection {
  return { kind: 'inspected', rows: [], outputPath: `${input.id}.dcm`, findings: [], holds: [] };
}

export function inputFile(id: number, sizeBytes = 1): InputFile {
  return {
    id,
    path: `f${id}`,
    content: { kind: 'plain', blob: new Blob([new Uint8Array(sizeBytes)]), lastModifiedMs: 0 },
  };
}

export function jobsFor(count: number): readonly Job[] {
  return Array.from({ length: count }, (_, id) => ({ input: inputFile(id), release: null }));
}
