import { Check, Ellipsis } from 'lucide-react';
import type { StandingRules } from '../batch/outcomes.ts';
import { standingOf } from '../batch/outcomes.ts';
import { Chip, StandingChip } from '../ui/controls/chip.tsx';
import { studiesStrings as text } from '../ui/strings/studies.ts';
import type { Inclusion } from './inclusion.ts';
import type { TreeRow } from './tree-rows.ts';

/** What waits below a row, or that it was left out. */
export function RowStatus({ row, rules, inclusion }: { row: TreeRow; rules: StandingRules; inclusion: Inclusion }) {
  if (inclusion === 'none') {
    return <Chip>{text.leftOut.chip}</Chip>;
  }
  if (row.level !== 4) {
    return <StandingChip counts={row.node.counts} fine={text.fileStatus.deidentified} />;
  }
  const { kind } = standingOf(row.file, rules);
  switch (kind) {
    case 'held':
    case 'failed':
      return <Chip tone={kind}>{text.fileStatus[kind]}</Chip>;
    case 'skipped':
      return <Chip>{text.fileStatus.skipped}</Chip>;
    case 'ready':
      return (
        <Chip icon={Ellipsis}>
          <span className="vh">{text.fileStatus.ready}</span>
        </Chip>
      );
    default:
      return (
        <Chip tone="ok" icon={Check}>
          <span className="vh">{text.fileStatus[kind]}</span>
        </Chip>
      );
  }
}
