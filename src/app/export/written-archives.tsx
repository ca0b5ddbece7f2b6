import { CircleCheck, TriangleAlert } from 'lucide-react';
import { assertNever } from '../../dicom/assert-never.ts';
import type { WrittenArchive } from '../batch/batch-state.ts';
import type { SavedOutput, StudyZip } from '../intents/services.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { countOf, formatSize } from '../ui/format.ts';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';
import { StudyZips } from './study-zips.tsx';

const text = exportStrings.save;

type Actions = {
  /** Files that wait for a person, and are in nothing that was written. */
  readonly waiting: number;
  readonly isBusy: boolean;
  readonly onSaveRest: (number: number) => void;
  readonly onDownloadAgain: (file: File) => void;
  readonly onDeleteCopy: (number: number) => void;
};

/** What was written so far. A staged copy stays in the browser until the person deletes it or starts over. */
export function WrittenArchives(props: Actions & { archives: readonly WrittenArchive[] }) {
  const { archives, ...actions } = props;
  return archives.map((written) => <Written key={written.number} written={written} {...actions} />);
}

function Written(props: Actions & { written: WrittenArchive }) {
  const { archive, files, isOutOfDate, number } = props.written;
  const needsAttention = isOutOfDate || (archive.kind === 'studies' && archive.left.length > 0);
  return (
    <div className={needsAttention ? 'note held' : 'note ok'}>
      <Icon of={needsAttention ? TriangleAlert : CircleCheck} />
      <div className="note-text">
        <p role="status" aria-label={archive.kind === 'folder' ? text.savedFolder : text.savedZip}>
          <strong>{titleOf(archive)}</strong>
          <br />
          {amountOf(archive, files)}
          {isOutOfDate && ` ${archive.kind === 'folder' ? strings.save.folderOutOfDate : strings.save.outOfDate}`}
        </p>
        {!isOutOfDate && props.waiting > 0 && <p>{text.waiting(props.waiting)}</p>}
        {archive.kind === 'studies' && (
          <StudyZips
            archive={archive}
            canSaveRest={!isOutOfDate && !props.isBusy}
            onSaveRest={() => props.onSaveRest(number)}
            onDownloadAgain={props.onDownloadAgain}
          />
        )}
        <Copies archive={archive} {...props} onDelete={() => props.onDeleteCopy(number)} />
      </div>
    </div>
  );
}

function Copies(props: { archive: SavedOutput; onDownloadAgain: (file: File) => void; onDelete: () => void }) {
  const { archive } = props;
  if (archive.kind === 'staged') {
    return (
      <p>
        {strings.save.copies.one}
        <span className="row note-acts">
          <button type="button" className="link" onClick={() => props.onDownloadAgain(archive.file)}>
            {text.downloadAgain}
          </button>
          <button type="button" className="link" onClick={props.onDelete}>
            {text.deleteCopy}
          </button>
        </span>
      </p>
    );
  }
  if (archive.kind !== 'studies' || archive.zips.every(({ copy }) => copy === null)) {
    return null;
  }
  return (
    <p>
      {strings.save.copies.several}
      <span className="row note-acts">
        <button type="button" className="link" onClick={props.onDelete}>
          {text.deleteCopies}
        </button>
      </span>
    </p>
  );
}

function amountOf(archive: SavedOutput, files: number): string {
  const amount = `${countOf(files, 'file', 'files')}, ${formatSize(sizeBytesOf(archive))}.`;
  if (archive.kind !== 'studies') {
    return amount;
  }
  const { zips, left } = archive;
  return `${strings.save.zips(zips.length, zips.length + left.length)}, ${amount}`;
}

function titleOf(archive: SavedOutput): string {
  switch (archive.kind) {
    case 'picked':
      return strings.save.savedAs(archive.fileName);
    case 'staged':
    case 'downloaded':
      return strings.save.downloaded;
    case 'folder':
      return strings.save.savedIn(archive.folderName);
    case 'studies':
      return archive.folderName === null ? strings.save.downloaded : strings.save.savedIn(archive.folderName);
    default:
      return assertNever(archive);
  }
}

function sizeBytesOf(archive: SavedOutput): number {
  switch (archive.kind) {
    case 'staged':
      return archive.file.size;
    case 'studies':
      return archive.zips.reduce((sum: number, zip: StudyZip) => sum + zip.sizeBytes, 0);
    default:
      return archive.sizeBytes;
  }
}
