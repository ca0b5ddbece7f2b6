import { writeMediaDirectory } from '../../dicom/media-directory.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { Destination } from '../../pipeline/contracts/destination.ts';
import { crc32 } from '../../pipeline/file/crc32.ts';
import { newDirectoryMeta } from '../../pipeline/layout/directory-meta.ts';
import { type DirectoryEntry, directoryRecords } from '../../pipeline/layout/directory-records.ts';

/** The id of the directory itself, which comes from no input. */
export const directoryFileId = -1;

/** A destination that gets a DICOMDIR of all that it was given, last. @param files decided, with what their outputs say of themselves */
export function withDirectory(
  destination: Destination<null>,
  files: readonly BatchFile[],
  projectKey: Uint8Array,
  say: (sentence: string) => void,
): Destination<null> {
  const facts = new Map(
    files.flatMap(({ id, outcome }) =>
      outcome?.kind === 'deidentified' && outcome.facts
        ? [[id, { facts: outcome.facts, patientId: outcome.identity.patientIdNew }] as const]
        : [],
    ),
  );
  const entries: DirectoryEntry[] = [];
  return {
    ...destination,
    write: async (delivery) => {
      const result = await destination.write(delivery);
      const known = facts.get(delivery.input.id);
      if (result.kind === 'written' && known) entries.push({ path: delivery.path, ...known });
      return result;
    },
    close: async () => {
      const { records, instances, leftOut } = directoryRecords(
        entries.sort((one, other) => (one.path < other.path ? -1 : 1)),
      );
      const bytes = writeMediaDirectory(records, newDirectoryMeta(instances, projectKey));
      if (leftOut > 0)
        say(
          `${leftOut} of ${entries.length} files are not in the DICOMDIR: no record is known for their kind, or a UID is missing.`,
        );
      const content = { kind: 'plain', blob: new Blob([]), lastModifiedMs: 0 } as const;
      const written = await destination.write({
        path: 'DICOMDIR',
        input: { id: directoryFileId, path: 'DICOMDIR', content },
        file: {
          kind: 'produced',
          id: directoryFileId,
          parts: [{ kind: 'bytes', bytes }],
          sizeBytes: bytes.length,
          crc32: crc32(bytes, 0),
        },
      });
      return written.kind === 'written' ? destination.close() : written;
    },
  };
}
