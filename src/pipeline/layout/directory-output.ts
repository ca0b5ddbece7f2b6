import { writeMediaDirectory } from '../../dicom/media-directory.ts';
import { crc32 } from '../archive/crc32.ts';
import type { BatchFile } from '../contracts/batch-file.ts';
import type { Destination } from '../contracts/destination.ts';
import { hashParts } from '../output/hash-parts.ts';
import { newDirectoryMeta } from './directory-meta.ts';
import { type DirectoryEntry, directoryRecords } from './directory-records.ts';

/** The id of the directory itself, which comes from no input. */
export const directoryFileId = -1;

export type DirectoryOptions = {
  readonly projectKey: Uint8Array;
  /** Files that an earlier run has written there, with their paths. */
  readonly finished: ReadonlyMap<number, string>;
  /** Told before the directory is written, where it does not have all files: no record is known for their kind, or a UID is missing. */
  readonly onLeftOut: (leftOut: number, of: number) => void;
};

/** A destination that gets a DICOMDIR of all that it was given, last. @param files decided, with what their outputs say of themselves */
export function withDirectory<Result>(
  destination: Destination<Result>,
  files: readonly BatchFile[],
  { projectKey, finished, onLeftOut }: DirectoryOptions,
): Destination<Result> {
  const facts = new Map(
    files.flatMap(({ id, outcome }) =>
      outcome?.kind === 'deidentified' && outcome.facts
        ? [[id, { facts: outcome.facts, patientId: outcome.identity.patientIdNew }] as const]
        : [],
    ),
  );
  const entries: DirectoryEntry[] = [];
  const note = (id: number, path: string): void => {
    const known = facts.get(id);
    if (known) entries.push({ path, ...known });
  };
  for (const [id, path] of finished) note(id, path);
  return {
    ...destination,
    write: async (delivery) => {
      const result = await destination.write(delivery);
      if (result.kind === 'written') note(delivery.input.id, delivery.path);
      return result;
    },
    close: async () => {
      const { records, instances, leftOut } = directoryRecords(
        entries.sort((one, other) => (one.path < other.path ? -1 : 1)),
      );
      const bytes = writeMediaDirectory(records, newDirectoryMeta(instances, projectKey));
      if (leftOut > 0) onLeftOut(leftOut, entries.length);
      const content = { kind: 'plain', blob: new Blob([]), lastModifiedMs: 0 } as const;
      // The bytes may be handed to a worker, and are gone then.
      const [sizeBytes, checksum] = [bytes.length, crc32(bytes, 0)];
      const parts = [{ kind: 'bytes', bytes }] as const;
      const sha256 = destination.wantsSha256 ? await hashParts(parts, content.blob) : null;
      const written = await destination.write({
        path: 'DICOMDIR',
        input: { id: directoryFileId, path: 'DICOMDIR', content },
        file: {
          kind: 'produced',
          id: directoryFileId,
          parts,
          sizeBytes,
          crc32: checksum,
          ...(sha256 !== null && { sha256 }),
        },
      });
      return written.kind === 'written' ? destination.close() : written;
    },
  };
}
