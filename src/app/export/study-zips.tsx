import type { SavedOutput } from '../services.ts';
import { countOf, formatSize } from '../ui/format.ts';
import { strings } from '../ui/strings.ts';

/** The ZIPs of a set by name, and those that were not made. Names are new identifiers. */
export function StudyZips(props: {
  archive: Extract<SavedOutput, { kind: 'studies' }>;
  canSaveRest: boolean;
  onSaveRest: () => void;
  /** Null when no copy is kept any more. */
  onDownloadAgain: ((file: File) => void) | null;
}) {
  const { archive, onDownloadAgain } = props;
  return (
    <>
      {archive.left.length > 0 && (
        <div className="zips-left">
          <p>{strings.save.left(archive.left.length)}</p>
          <ul className="zip-list" aria-label="ZIPs not saved">
            {archive.left.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ul>
          <button type="button" className="btn small" disabled={!props.canSaveRest} onClick={props.onSaveRest}>
            Save the rest
          </button>
        </div>
      )}
      <details>
        <summary>Saved ZIPs</summary>
        <ul className="zip-list" aria-label="Saved ZIPs">
          {archive.zips.map(({ name, files, sizeBytes, copy }) => (
            <li key={name}>
              <code>{name}</code>
              <span className="num">
                {countOf(files, 'file', 'files')}, {formatSize(sizeBytes)}
              </span>
              {copy !== null && onDownloadAgain !== null && (
                <button type="button" className="link" onClick={() => onDownloadAgain(copy.file)}>
                  Download again
                </button>
              )}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
