import { strings } from '../../ui/strings.ts';
import type { DiffLine } from './diff-lines.ts';
import type { DiffTree } from './diff-tree.ts';

/**
 * Where the lines in sight lie, once the lines above them that say so have scrolled away. For the eye only: a reader that
 * goes line by line has met them.
 */
export function Trail({ tree, lines }: { tree: DiffTree; lines: readonly DiffLine[] }) {
  if (lines.length === 0) {
    return null;
  }
  const steps = lines.map((line) =>
    line.kind === 'item' ? strings.diff.item(line.number) : (tree.rows[line.index]?.name ?? ''),
  );
  return (
    <div className="trail" aria-hidden="true">
      <span className="trail-text clip">{steps.join(' › ')}</span>
    </div>
  );
}
