import { ChevronDown, UserSearch } from 'lucide-react';
import type { SplitPatient } from '../../pipeline/patients/find-split-patients.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { formatCount, formatDate } from '../ui/format.ts';
import { studiesStrings } from '../ui/strings/studies.ts';

/** Names patients that may be one person under several IDs, or several under one ID. A person checks them before new IDs are given. */
export function SplitNotes({ splits }: { splits: readonly SplitPatient[] }) {
  if (splits.length === 0) {
    return null;
  }
  return (
    <details className="split-notes">
      <summary>
        <Icon of={ChevronDown} size={14} className="twist" />
        <Icon of={UserSearch} size={14} />
        <span>{studiesStrings.splits.heading}</span>
        <span className="num">{formatCount(splits.length)}</span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable (WCAG 2.1.1). */}
      <ul tabIndex={0} aria-label={studiesStrings.splits.heading}>
        {splits.map((split) => (
          <li key={keyOf(split)}>
            <SplitNote split={split} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function SplitNote({ split }: { split: SplitPatient }) {
  if (split.kind === 'one-patient-several-ids') {
    return (
      <>
        {studiesStrings.splits.severalIds} <code>{split.patientIds.join(', ')}</code>
      </>
    );
  }
  return (
    <>
      {studiesStrings.splits.severalPeople} <code>{split.patientId}</code>:{' '}
      {split.people.map(({ name, birthDate }) => [name, formatDate(birthDate)].filter(Boolean).join(', ')).join('; ')}
    </>
  );
}

function keyOf(split: SplitPatient): string {
  return split.kind === 'one-patient-several-ids' ? split.patientIds.join(' ') : split.patientId;
}
