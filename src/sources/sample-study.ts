import type { InputContent } from '../pipeline/contracts/input-file.ts';
import type { Source, SourceItem } from '../pipeline/contracts/source.ts';
import { skippedItem } from './settled-item.ts';

/**
 * A synthetic study for trying the page out: two patients who do not exist, drawn and written by this program, the same
 * bytes each time. It shows every outcome: a CT and an MR series that can be exported, an ultrasound screen with a name
 * in its pixels, a text file, a hidden system file, and an image that was cut short.
 */
export function sampleSource(): Source {
  return {
    async *list(signal) {
      // Only those who try the sample load it.
      const [{ ctFiles, mrFiles }, { captureFile }, { writeSampleFile }] = await Promise.all([
        import('./sample/sample-slices.ts'),
        import('./sample/sample-capture.ts'),
        import('./sample/sample-row.ts'),
      ]);
      const last = mrFiles[mrFiles.length - 1];
      for (const file of [...ctFiles, captureFile, ...mrFiles]) {
        if (signal.aborted) return;
        const isCutShort = file === last;
        yield fileItem(file.path, () => {
          const bytes = writeSampleFile(file);
          return isCutShort ? bytes.subarray(0, bytes.length - 5000) : bytes;
        });
      }
      yield fileItem('notes.txt', () => new TextEncoder().encode(notes));
      yield skippedItem('sample/.DS_Store', 'system-file', 'Left out: folder settings written by macOS, not an image.');
    },
  };
}

function fileItem(path: string, makeBytes: () => Uint8Array): SourceItem {
  const name = path.split('/').pop() ?? path;
  const open = async (): Promise<InputContent> => {
    const blob = new File([makeBytes() as BlobPart], name, { lastModified: 0 });
    return { kind: 'plain', blob, lastModifiedMs: 0 };
  };
  return { kind: 'file', path: `sample/${path}`, open };
}

const notes = `This folder holds a synthetic study. Its patients, hospital and people do not exist; names begin with
TEST or FAKE. A text file is not DICOM, so it is skipped.
`;
