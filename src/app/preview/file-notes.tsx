import { ChevronDown, CircleAlert, Hand } from 'lucide-react';
import type { Inspection } from '../../pipeline/contracts/deidentify.protocol.ts';
import { entryKeyFor } from '../batch/decide/wait-reasons.ts';
import { useIntents } from '../store/use-batch.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { countOf } from '../ui/format.ts';
import { previewStrings } from '../ui/strings/preview.ts';
import { strings } from '../ui/strings.ts';

const text = previewStrings.waits;

/** Why this file is held, and what else a person should know about it. */
export function FileNotes(props: Pick<Inspection, 'holds' | 'findings'> & { seriesKey: string | null }) {
  const { holds, findings, seriesKey } = props;
  const { openDecide } = useIntents();
  const entry = seriesKey === null ? null : entryKeyFor(holds, seriesKey);
  if (holds.length === 0 && findings.length === 0) {
    return null;
  }
  return (
    <div className="file-notes">
      {holds.length > 0 && (
        <div className="note held">
          <Icon of={Hand} />
          <div className="note-text">
            <Reasons holds={holds} />
          </div>
          {entry !== null && (
            <button type="button" className="btn small" onClick={() => openDecide(entry)}>
              {text.decide}
            </button>
          )}
        </div>
      )}
      {findings.length > 0 && (
        <details className="findings">
          <summary>
            <Icon of={ChevronDown} size={14} className="twist" />
            <Icon of={CircleAlert} size={14} />
            {countOf(findings.length, 'finding', 'findings')}
          </summary>
          <ul>
            {findings.map((finding) => (
              <li key={`${finding.code} ${finding.path ?? ''} ${finding.message}`}>
                {finding.message}
                {finding.path !== undefined && (
                  <>
                    {' '}
                    <code>{finding.path}</code>
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** One line, whatever their number; what is behind it opens. */
function Reasons({ holds }: Pick<Inspection, 'holds'>) {
  const [first, ...more] = holds;
  if (first === undefined) return null;
  if (more.length === 0) return <Reason of={first} />;
  return (
    <details className="reasons">
      <summary>
        <Icon of={ChevronDown} size={14} className="twist" />
        {text.several(strings.holdKinds[first.kind], more.length)}
      </summary>
      <ul>
        {holds.map((hold) => (
          <li key={`${hold.kind} ${hold.path ?? ''} ${hold.reason}`}>
            <Reason of={hold} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Reason({ of: hold }: { of: Inspection['holds'][number] }) {
  return (
    <>
      {strings.holdKinds[hold.kind]}: {hold.reason}
      {hold.path !== undefined && (
        <>
          {' '}
          <code>{hold.path}</code>
        </>
      )}
    </>
  );
}
