import type { LucideIcon } from 'lucide-react';
import { Boxes, Files, FileText, ScanText, ShieldAlert, UserSearch } from 'lucide-react';
import { useState } from 'react';
import type { Hold } from '../batch/outcomes.ts';
import { Chip } from '../ui/controls/chip.tsx';
import { Icon } from '../ui/controls/icon.tsx';
import { formatCount } from '../ui/format.ts';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';
import { FilePicks } from './file-picks.tsx';
import { type HoldGroup, isSaidOf } from './group-holds.ts';
import { ReleaseForm } from './release-form.tsx';

const text = exportStrings.held;

const ICONS: Readonly<Record<Hold['kind'], LucideIcon>> = {
  pixels: ScanText,
  'encapsulated-document': FileText,
  'structured-content': FileText,
  'residual-identifier': UserSearch,
  'unknown-structure': ShieldAlert,
  'lost-content': ShieldAlert,
  'geometry-change': Boxes,
  'patient-not-listed': UserSearch,
  'self-check': ShieldAlert,
  'same-instance': Files,
};

/** One series that waits: why, and the three things a person can do about it. */
export function HoldRow(props: {
  group: HoldGroup;
  /** What the row above says is not repeated in full. */
  above: HoldGroup | undefined;
  isBusy: boolean;
  isChecked: boolean;
  onCheck: (isChecked: boolean) => void;
  onInspect: (id: number) => void;
  onLook: () => void;
  onRelease: (ids: readonly number[], reason: string) => void;
  onLeaveOut: (ids: readonly number[]) => void;
}) {
  const { group, above } = props;
  const [isReleasing, setReleasing] = useState(false);
  const [isListOpen, setListOpen] = useState(false);
  const [excluded, setExcluded] = useState<ReadonlySet<number>>(new Set());
  const chosen = group.files.filter(({ id }) => !excluded.has(id)).map(({ id }) => id);
  const isPart = chosen.length < group.files.length;
  const first = group.files[0];
  return (
    <li className="hold">
      <input
        type="checkbox"
        aria-label={text.select(group.title, group.files.length)}
        checked={props.isChecked}
        onChange={(event) => props.onCheck(event.target.checked)}
      />
      <Icon of={ICONS[group.reasons[0]?.kind ?? 'self-check']} />
      <div className="hold-text">
        <div className="what">
          {group.title}{' '}
          <Chip>
            {formatCount(group.files.length)} {group.modality}
          </Chip>{' '}
          <span className="faint small">{group.patient}</span>
        </div>
        {group.reasons.map((one) => (
          <p key={`${one.kind} ${one.reason}`} className="why">
            {strings.holdKinds[one.kind]}: {isSaidOf(one, above) ? text.asAbove : one.reason}
          </p>
        ))}
        {!group.isReleasable && !group.hasWays && <p className="why">{text.notReleasable}</p>}
        <button
          type="button"
          className="link small"
          aria-expanded={isListOpen}
          onClick={() => setListOpen(!isListOpen)}
        >
          {isListOpen ? text.hideFiles : group.files.length === 1 ? text.showFile : text.chooseFiles}
        </button>
      </div>
      <div className="acts">
        {group.needsLook && (
          <button type="button" className="btn small" disabled={props.isBusy} onClick={props.onLook}>
            {text.look(group.images)}
          </button>
        )}
        {group.hasWays && !group.needsLook && (
          <button type="button" className="btn small" disabled={props.isBusy} onClick={props.onLook}>
            {text.decide}
          </button>
        )}
        {first && !group.needsLook && (
          <button
            type="button"
            className="btn small"
            disabled={props.isBusy}
            onClick={() => props.onInspect(chosen[0] ?? first.id)}
          >
            {text.inspect}
          </button>
        )}
        {group.isReleasable && !group.needsLook && (
          <button
            type="button"
            className="btn small"
            aria-expanded={isReleasing}
            disabled={props.isBusy || chosen.length === 0}
            onClick={() => setReleasing(!isReleasing)}
          >
            {isPart ? text.releaseSome(chosen.length) : text.release}
          </button>
        )}
        <button
          type="button"
          className="btn quiet small"
          disabled={props.isBusy || chosen.length === 0}
          onClick={() => props.onLeaveOut(chosen)}
        >
          {isPart ? text.leaveSome(chosen.length) : text.leaveOut}
        </button>
      </div>
      {isListOpen && (
        <FilePicks
          label={text.filesOf(group.title)}
          files={group.files}
          excluded={excluded}
          onChange={setExcluded}
          onInspect={props.onInspect}
        />
      )}
      {isReleasing && (
        <ReleaseForm
          count={chosen.length}
          onKeep={() => setReleasing(false)}
          onRelease={(reason) => props.onRelease(chosen, reason)}
        />
      )}
    </li>
  );
}
