import { describe, expect, it } from 'vitest';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { PathBytes } from '../../pipeline/pool/node/path-bytes.ts';
import { deidentified, scannedFile } from '../../testing/batch-files.ts';
import { packedFiles } from './packed-files.ts';

/** More than a block, so that some are packed and some wait. */
const count = 100;

function fileOfPath(id: number): BatchFile {
  const blob = new PathBytes({ path: `/in/${id}.dcm`, fileBytes: 7, lastModified: 1.5 + id, startBytes: 0, size: 7 });
  return scannedFile(id, { content: { kind: 'plain', blob, lastModifiedMs: 1.5 + id } });
}

describe('packedFiles', () => {
  it('gives each file back as it came, in whatever order they are asked for', () => {
    const keeping = packedFiles();
    const plain = Array.from({ length: count }, (_, id) => fileOfPath(id));
    const kept = plain.map(keeping.add);
    for (const at of [99, 0, 64, 31, 32, 5, 98]) {
      expect({ ...kept[at] }).toEqual({ ...plain[at], redaction: undefined, values: undefined });
      expect(kept[at]!.content!.blob).toBeInstanceOf(PathBytes);
    }
  });

  it('changes the outcome of one file and of no other, and leaves the one before as it was', () => {
    const keeping = packedFiles();
    const kept = Array.from({ length: count }, (_, id) => keeping.add(fileOfPath(id)));
    const outcome = deidentified(3, { outputPath: 'P/S/E/I-3.dcm' });
    const changed = keeping.change(kept[3]!, { outcome });
    expect(changed.outcome).toEqual(outcome);
    expect(changed.path).toBe(kept[3]!.path);
    expect(kept[3]!.outcome).toBeNull();
    expect(kept[4]!.outcome).toBeNull();
    expect(keeping.change(changed, { outcome: null }).outcome).toBeNull();
  });

  it('keeps what was decided, through later outcomes and in copies', () => {
    const keeping = packedFiles();
    const release = { atIso: '2026-01-01', reason: 'seen', shown: '', pixels: { kind: 'unseen' } } as never;
    const kept = keeping.change(keeping.add(fileOfPath(1)), { release });
    const settled = keeping.change(kept, { outcome: deidentified(1, {}) });
    expect(settled.release).toBe(release);
    expect({ ...settled }).toMatchObject({ id: 1, release, outcome: { kind: 'deidentified' } });
  });

  it('leaves bytes that cannot be packed as they are', () => {
    const content = { kind: 'plain', blob: new Blob(['x']), lastModifiedMs: 0 } as const;
    const kept = packedFiles().add(scannedFile(1, { content }));
    expect(kept.content).toBe(content);
  });
});
