import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { type RuleLine, wordsOf } from '../../profile/rule-table.ts';
import { strings } from '../ui/strings.ts';
import { codeOf } from './filter-rules.ts';

/**
 * The whole table on paper: on the screen only a window of it is rendered. It stands beside the page, which does not print
 * while it is there, and asks the browser to print as soon as it is in place.
 */
export function PrintSheet(props: { title: string; lines: readonly RuleLine[]; onDone: () => void }) {
  const { onDone } = props;
  useEffect(() => {
    addEventListener('afterprint', onDone, { once: true });
    print();
    return () => removeEventListener('afterprint', onDone);
  }, [onDone]);
  return createPortal(
    <div className="print-sheet">
      <h1>{strings.rules.title}</h1>
      <p>{props.title}</p>
      <table>
        <thead>
          <tr>
            {strings.rules.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <tr key={line.key}>
              <td className="mono">{line.tag}</td>
              <td>{line.name}</td>
              <td>{line.vr}</td>
              <td>{codeOf(line)}</td>
              <td>{wordsOf(line)}</td>
              <td>{line.rule?.reason ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body,
  );
}
