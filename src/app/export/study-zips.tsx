import type { SavedOutput } from '../intents/services.ts';
import { countOf, formatSize } from '../ui/format.ts';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';

const text = exportStrings.save;

/** The ZIPs of a set by name, and those that were not made. Names are new identifiers. */
export function StudyZips(props: {
  archive: Extract<SavedOutput, { kind: 'studies' }>;
  canSaveRest: boolean;
  onSaveRest: () => void;
  onDownloadAgain: (file: File) => void;
}) {
  const { archive, onDownloadAgain } = props;
  return (
    <>
      {archive.left.length > 0 && (
        <div className="zips-left">
          <p>{strings.save.left(archive.left.length)}</p>
          <ul className="zip-list" aria-label={text.notSaved}>
            {archive.left.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ul>
          <button type="button" className="btn small" disabled={!props.canSaveRest} onClick={props.onSaveRest}>
            {text.saveRest}
          </button>
        </div>
      )}
      <details>
        <summary>{text.savedZips}</summary>
        <ul className="zip-list" aria-label={text.savedZips}>
          {archive.zips.map(({ name, files, sizeBytes, copy }) => (
            <li key={name}>
              <code>{name}</code>
              <span className="num">
                {countOf(files, 'file', 'files')}, {formatSize(sizeBytes)}
              </span>
              {copy !== null && (
                <button type="button" className="link" onClick={() => onDownloadAgain(copy.file)}>
                  {text.downloadAgain}
                </button>
              )}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
