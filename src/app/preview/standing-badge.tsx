import { Check, CircleX, Hand } from 'lucide-react';
import type { Standing } from '../outcomes.ts';
import { Chip } from '../ui/chip.tsx';

/** Where the open file stands, as a word with an icon. */
export function StandingBadge({ standing }: { standing: Standing }) {
  switch (standing.kind) {
    case 'held':
      return (
        <Chip tone="held" icon={Hand}>
          Held
        </Chip>
      );
    case 'failed':
      return (
        <Chip tone="failed" icon={CircleX}>
          Failed
        </Chip>
      );
    case 'skipped':
      return <Chip>Skipped</Chip>;
    case 'deidentified':
      return (
        <Chip tone="ok" icon={Check}>
          De-identified
        </Chip>
      );
    default:
      return (
        <Chip tone="ok" icon={Check}>
          Ready
        </Chip>
      );
  }
}
