import type { LucideIcon } from 'lucide-react';
import { Check, CircleX, Hand } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OutcomeCounts } from '../outcomes.ts';
import { formatCount } from './format.ts';
import { Icon } from './icon.tsx';
import { strings } from './strings.ts';

export type ChipTone = 'plain' | 'ok' | 'held' | 'failed' | 'accent';

export function Chip({ tone = 'plain', icon, children }: { tone?: ChipTone; icon?: LucideIcon; children: ReactNode }) {
  return (
    <span className={`chip ${tone}`}>
      {icon && <Icon of={icon} size={12} />}
      {children}
    </span>
  );
}

/** Held and failed come before everything else; without either, a check mark. */
export function StandingChip({ counts, withIcon = false }: { counts: OutcomeCounts; withIcon?: boolean }) {
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
  return (
    <Chip tone="ok" icon={Check}>
      <span className="vh">
        {counts.deidentified > 0 ? strings.shell.standings.done : strings.shell.standings.ready}
      </span>
    </Chip>
  );
}
