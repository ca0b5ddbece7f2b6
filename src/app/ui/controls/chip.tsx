import type { LucideIcon } from 'lucide-react';
import { Check, CircleX, Ellipsis, Hand } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OutcomeCounts } from '../../batch/outcomes.ts';
import { formatCount } from '../format.ts';
import { strings } from '../strings.ts';
import { Icon } from './icon.tsx';

export type ChipTone = 'plain' | 'ok' | 'held' | 'failed' | 'accent';

export function Chip({ tone = 'plain', icon, children }: { tone?: ChipTone; icon?: LucideIcon; children: ReactNode }) {
  return (
    <span className={`chip ${tone}`}>
      {icon && <Icon of={icon} size={12} />}
      {children}
    </span>
  );
}

/** Held and failed come before everything else; without either, what is not planned yet, else a check mark for `fine`. */
export function StandingChip(props: { counts: OutcomeCounts; fine: string; withIcon?: boolean }) {
  const { counts, fine, withIcon = false } = props;
  if (counts.failed > 0) {
    return (
      <Chip tone="failed" icon={withIcon ? CircleX : undefined}>
        {formatCount(counts.failed)} {strings.shell.counted.failed}
      </Chip>
    );
  }
  if (counts.held > 0) {
    return (
      <Chip tone="held" icon={withIcon ? Hand : undefined}>
        {formatCount(counts.held)} {strings.shell.counted.held}
      </Chip>
    );
  }
  if (counts.skipped > 0) {
    return (
      <Chip>
        {formatCount(counts.skipped)} {strings.shell.counted.skipped}
      </Chip>
    );
  }
  if (counts.ready > 0) {
    return (
      <Chip icon={Ellipsis}>
        <span className="vh">{strings.shell.standings.unchecked}</span>
      </Chip>
    );
  }
  return (
    <Chip tone="ok" icon={Check}>
      <span className="vh">{fine}</span>
    </Chip>
  );
}
