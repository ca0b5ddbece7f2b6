import { ChevronDown, CircleAlert, Hand } from 'lucide-react';
import type { Inspection } from '../../pipeline/contracts/deidentify.protocol.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { countOf } from '../ui/format.ts';
import { strings } from '../ui/strings.ts';

/** Why this file is held, and what else a person should know about it. */
export function FileNotes({ holds, findings }: Pick<Inspection, 'holds' | 'findings'>) {
  if (holds.length === 0 && findings.length === 0) {
    return null;
  }
  return (
    <div className="file-notes">
      {holds.map((hold) => (
        <div key={`${hold.kind} ${hold.path ?? ''} ${hold.reason}`} className="note held">
          <Icon of={Hand} />
          <span className="note-text">
            {strings.holdKinds[hold.kind]}: {hold.reason}
            {hold.path !== undefined && (
              <>
                {' '}
                <code>{hold.path}</code>
              </>
            )}
          </span>
        </div>
      ))}
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
