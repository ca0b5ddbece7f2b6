import { Check, CircleX, Ellipsis, Hand } from 'lucide-react';
import type { Standing } from '../batch/outcomes.ts';
import { Chip } from '../ui/controls/chip.tsx';
import { strings } from '../ui/strings.ts';

const text = strings.shell.standings;

/** Where the open file stands, as a word with an icon. What the header alone foretells is not called ready. */
export function StandingBadge({ standing }: { standing: Standing }) {
  switch (standing.kind) {
    case 'held':
      return (
        <Chip tone="held" icon={Hand}>
          {text.held}
        </Chip>
      );
    case 'failed':
      return (
        <Chip tone="failed" icon={CircleX}>
          {text.failed}
        </Chip>
      );
    case 'skipped':
      return <Chip>{text.skipped}</Chip>;
    case 'ready':
      return <Chip icon={Ellipsis}>{text.unchecked}</Chip>;
    default:
      return (
        <Chip tone="ok" icon={Check}>
          {text.ready}
        </Chip>
      );
  }
}
