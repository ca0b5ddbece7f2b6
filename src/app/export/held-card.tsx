import { LoaderCircle } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { formatCount } from '../ui/format.ts';
import { exportStrings } from '../ui/strings/export.ts';
import { groupHolds } from './group-holds.ts';
import { HoldRow } from './hold-row.tsx';
import { ReleaseForm } from './release-form.tsx';

const text = exportStrings.held;

type Decide = {
  readonly onInspect: (id: number) => void;
  /** Images are looked at in the queue; null begins with what is strongest. */
  readonly onLook: (seriesKey: string | null) => void;
  readonly onRelease: (ids: readonly number[], reason: string) => void;
  readonly onLeaveOut: (ids: readonly number[]) => void;
};

/** Everything that waits for a person, by series and reason. */
export function HeldCard(props: { files: readonly BatchFile[]; recounting: number; isWriting: boolean } & Decide) {
  const groups = useMemo(() => groupHolds(props.files), [props.files]);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const [isWhole, setWhole] = useState(false);
  const [isReleasing, setReleasing] = useState(false);
  const isRecounting = props.recounting > 0;
  const isBusy = isRecounting || props.isWriting;
  const selected = groups.filter(({ key }) => checked.has(key));
  const releasable = selected.filter((group) => group.isReleasable && !group.needsLook);
  const images = groups.reduce((sum, group) => sum + group.images, 0);
  const total = groups.reduce((sum, group) => sum + group.files.length, 0);
  if (groups.length === 0 && !isRecounting) {
    return null;
  }
  const check = (key: string, isChecked: boolean) => {
    const next = new Set(checked);
    if (isChecked) {
      next.add(key);
    } else {
      next.delete(key);
    }
    setChecked(next);
  };
  const idsOf = (some: typeof groups) => some.flatMap((group) => group.files.map(({ id }) => id));
  const toLeave = selected.length > 0 ? selected : groups;
  return (
    <section className="card" aria-labelledby="held-h">
      <div className="card-head">
        <h2 id="held-h">{text.heading}</h2>
        <span className="faint num">{formatCount(total)}</span>
        <span className="muted wide small">{text.about}</span>
        <div className="end">
          {isRecounting && (
            <span className="row small muted" role="status" aria-label={text.releasing}>
              <Icon of={LoaderCircle} size={14} className="spin" />
              {text.releasingFiles(props.recounting)}
            </span>
          )}
          {groups.length > 1 && (
            <label className="check small">
              <input
                type="checkbox"
                checked={selected.length === groups.length}
                onChange={(event) => setChecked(new Set(event.target.checked ? groups.map(({ key }) => key) : []))}
              />
              {text.selectAll}
            </label>
          )}
          {releasable.length > 0 && (
            <button
              type="button"
              className="btn small"
              aria-expanded={isReleasing}
              disabled={isBusy}
              onClick={() => setReleasing(!isReleasing)}
            >
              {text.releaseSelected(idsOf(releasable).length)}
            </button>
          )}
          {groups.length > 0 && (
            <button
              type="button"
              className="btn quiet small"
              disabled={isBusy}
              onClick={() => props.onLeaveOut(idsOf(toLeave))}
            >
              {selected.length > 0 ? text.leaveSelected(idsOf(selected).length) : text.leaveAll}
            </button>
          )}
        </div>
      </div>
      {groups.length > 0 && (
        <div className="card-confirm held-way-on">
          <p>{text.wait(new Set(groups.map(({ seriesKey }) => seriesKey)).size)}</p>
          <button type="button" className="btn primary" disabled={isBusy} onClick={() => props.onLook(null)}>
            {groups.every(({ needsLook }) => needsLook) ? text.look(images) : text.lookAtWhatWaits}
          </button>
        </div>
      )}
      {isReleasing && releasable.length > 0 && (
        <div className="card-confirm">
          <ReleaseForm
            count={idsOf(releasable).length}
            onKeep={() => setReleasing(false)}
            onRelease={(reason) => {
              setReleasing(false);
              setChecked(new Set());
              props.onRelease(idsOf(releasable), reason);
            }}
          />
        </div>
      )}
      <ul>
        {groups.slice(0, isWhole ? groups.length : AT_FIRST).map((group, n) => (
          <HoldRow
            key={group.key}
            group={group}
            above={groups[n - 1]}
            isBusy={isBusy}
            isChecked={checked.has(group.key)}
            onCheck={(isChecked) => check(group.key, isChecked)}
            onInspect={props.onInspect}
            onLook={() => props.onLook(group.seriesKey)}
            onRelease={props.onRelease}
            onLeaveOut={props.onLeaveOut}
          />
        ))}
      </ul>
      {groups.length > AT_FIRST && (
        <button type="button" className="link small decided-all" onClick={() => setWhole(!isWhole)}>
          {isWhole ? text.showFewer : text.showAll(groups.length)}
        </button>
      )}
    </section>
  );
}

/** What goes out is below it, and not many screens further down. */
const AT_FIRST = 6;
