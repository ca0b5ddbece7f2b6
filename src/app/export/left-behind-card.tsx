import { CircleX } from 'lucide-react';
import { useState } from 'react';
import type { ReasonGroup } from '../batch/derived/group-reasons.ts';
import { useBatch } from '../store/use-batch.ts';
import { Chip } from '../ui/controls/chip.tsx';
import { FileList } from '../ui/controls/file-list.tsx';
import { formatCount } from '../ui/format.ts';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';

const text = exportStrings.leftBehind;

/** {text.heading} files by reason, failed first; each reason opens its files. */
export function LeftBehindCard(props: {
  reasons: readonly ReasonGroup[];
  isBusy: boolean;
  onPutBack: (ids: readonly number[]) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const leftOut = useBatch((state) => state.leftOut);
  const total = props.reasons.reduce((sum, group) => sum + group.files.length, 0);
  if (total === 0) {
    return null;
  }
  return (
    <section className="card" aria-labelledby="left-h">
      <div className="card-head">
        <h2 id="left-h">{text.heading}</h2>
        <span className="faint num">{formatCount(total)}</span>
        <div className="end">
          <button type="button" className="btn quiet small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? text.hideFiles : text.showFiles}
          </button>
        </div>
      </div>
      <ul className="left-behind">
        {props.reasons.map((group) => {
          const returnable = group.files.filter(({ file }) => leftOut.has(file.id)).map(({ file }) => file.id);
          return (
            <li key={group.key}>
              <div className="left-row">
                {group.kind === 'failed' ? (
                  <Chip tone="failed" icon={CircleX}>
                    {strings.shell.standings.failed}
                  </Chip>
                ) : (
                  <Chip>{strings.shell.standings.skipped}</Chip>
                )}
                <span className={group.kind === 'failed' ? undefined : 'muted'}>
                  {group.label}
                  {group.wayOut !== '' && <span className="way-out">{group.wayOut}</span>}
                </span>
                {returnable.length > 0 && (
                  <button
                    type="button"
                    className="link small"
                    disabled={props.isBusy}
                    onClick={() => props.onPutBack(returnable)}
                  >
                    {text.putBack}
                  </button>
                )}
                <span className="num r">{formatCount(group.files.length)}</span>
              </div>
              {isOpen && <FileList label={group.label} files={group.files} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
