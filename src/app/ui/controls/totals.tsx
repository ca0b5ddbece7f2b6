import { formatCount } from '../format.ts';
import { strings } from '../strings.ts';
import { Swatch } from './swatch.tsx';

/** How many files have which standing, each with its colour; `files` in front where the list is shown as a whole. */
export function Totals(props: {
  files?: number;
  /** Files on their way out, and the word for where they are on it. */
  fine: readonly [count: number, word: string];
  held: number;
  skipped: number;
  failed: number;
}) {
  const { files, fine, held, skipped, failed } = props;
  return (
    <ul className="totals">
      {files !== undefined && (
        <li className="wide">
          <b>{formatCount(files)}</b> {strings.shell.filesWord(files)}
        </li>
      )}
      <li>
        <Swatch kind="ok" />
        <b>{formatCount(fine[0])}</b> {fine[1]}
      </li>
      <li>
        <Swatch kind="held" />
        <b>{formatCount(held)}</b> {strings.shell.counted.held}
      </li>
      <li>
        <Swatch kind="skipped" />
        <b>{formatCount(skipped)}</b> {strings.shell.counted.skipped}
      </li>
      <li>
        <Swatch kind="failed" />
        <b>{formatCount(failed)}</b> {strings.shell.counted.failed}
      </li>
    </ul>
  );
}
