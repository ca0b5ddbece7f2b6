import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { WrittenArchive } from '../batch-state.ts';
import { countOf, formatSize } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { strings } from '../ui/strings.ts';

/** Archives written so far. A staged one stays in the browser until the person deletes it or starts over. */
export function WrittenArchives(props: {
  archives: readonly WrittenArchive[];
  onDownloadAgain: (file: File) => void;
  onDeleteCopy: (number: number) => void;
}) {
  return props.archives.map((written) => {
    const { archive, files, isOutOfDate, isCopyDeleted, number } = written;
    const sizeBytes = archive.kind === 'staged' ? archive.file.size : archive.sizeBytes;
    return (
      <div key={number} className={isOutOfDate ? 'note held' : 'note ok'}>
        <Icon of={isOutOfDate ? TriangleAlert : CircleCheck} />
        <div className="note-text">
          <p role="status" aria-label="Saved ZIP">
            {archive.kind === 'picked' ? (
              <strong>Saved as {archive.fileName}</strong>
            ) : (
              <strong>Handed to the browser’s downloads</strong>
            )}
            <br />
            {countOf(files, 'file', 'files')}, {formatSize(sizeBytes)}.{isOutOfDate && ` ${strings.save.outOfDate}`}
          </p>
          {archive.kind === 'staged' && !isCopyDeleted && (
            <p>
              A copy without originals stays in this browser until the download has finished and you delete it.
              <span className="row note-acts">
                <button type="button" className="link" onClick={() => props.onDownloadAgain(archive.file)}>
                  Download again
                </button>
                <button type="button" className="link" onClick={() => props.onDeleteCopy(number)}>
                  Delete copy
                </button>
              </span>
            </p>
          )}
        </div>
      </div>
    );
  });
}
