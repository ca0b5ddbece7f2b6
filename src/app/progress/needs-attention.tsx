import { CircleX, Hand } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { groupOutcomes } from '../batch/derived/group-reasons.ts';
import { Chip } from '../ui/controls/chip.tsx';
import { progressStrings } from '../ui/strings/progress.ts';

const text = progressStrings.attention;

/** A run over a broken disk can fail thousands of files; the list stays short and the result has them all. */
const MOST_ROWS = 12;

/** What will need a person, while the run goes on: failed files one by one, held ones by reason. */
export function NeedsAttention({ files }: { files: readonly BatchFile[] }) {
  const [isFailedOnly, setFailedOnly] = useState(false);
  const groups = useMemo(() => groupOutcomes(files), [files]);
  const failed = groups.filter(({ kind }) => kind === 'failed').flatMap((group) => group.files);
  const held = groups.filter(({ kind }) => kind === 'held');
  const heldCount = held.reduce((sum, group) => sum + group.files.length, 0);
  return (
    <section className="card" aria-labelledby="attention-h">
      <div className="card-head">
        <h2 id="attention-h">{text.heading}</h2>
        {failed.length > 0 && (
          <Chip tone="failed" icon={CircleX}>
            {text.failedCount(failed.length)}
          </Chip>
        )}
        {heldCount > 0 && (
          <Chip tone="held" icon={Hand}>
            {text.heldCount(heldCount)}
          </Chip>
        )}
        <div className="end">
          <label className="check small">
            <input type="checkbox" checked={isFailedOnly} onChange={(event) => setFailedOnly(event.target.checked)} />
            {text.failedOnly}
          </label>
        </div>
      </div>
      {failed.length + heldCount === 0 && <p className="card-note faint">{progressStrings.nothing}</p>}
      <ul className="attention">
        {failed.slice(0, MOST_ROWS).map(({ file, reason }) => (
          <li key={file.id}>
            <Chip tone="failed" icon={CircleX}>
              {text.failed}
            </Chip>
            <span className="path clip" title={file.path}>
              {file.path}
            </span>
            <span className="muted">{reason}</span>
          </li>
        ))}
        {failed.length > MOST_ROWS && (
          <li>
            <span className="faint">{text.more(failed.length - MOST_ROWS)}</span>
          </li>
        )}
        {!isFailedOnly &&
          held.map((group) => (
            <li key={group.key}>
              <Chip tone="held" icon={Hand}>
                {text.heldCount(group.files.length)}
              </Chip>
              <span className="clip">{group.label}</span>
              <span className="muted clip" title={group.files[0]?.reason}>
                {group.files[0]?.reason}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}
