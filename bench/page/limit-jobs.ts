/**
 * `read`: every byte of every file. `copy`: read, CRC and a stored ZIP into the origin private file system, one worker.
 * `copy-picked`: the same through a writable stream, the only way into a file that a person picked. `head`: the first
 * 64 KB. `engine`: everything that the product does to a header, over bytes that are in memory. `scan-engine`: what it
 * does at the first look.
 */
export type LimitJob = 'read' | 'head' | 'copy' | 'copy-picked' | 'engine' | 'scan-engine';

export type LimitResult = {
  readonly files: number;
  readonly bytes: number;
  readonly wallMs: number;
  /** Per file, of jobs that time each file; else empty. */
  readonly eachMs: readonly number[];
  /** Reads of a Blob that the product would have made, per file. */
  readonly reads: number;
  readonly outcomes: Readonly<Record<string, number>>;
};
