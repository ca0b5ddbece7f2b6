import { useBatch, useIntents } from '../store/use-batch.ts';
import { Notice } from '../ui/controls/notice.tsx';
import { strings } from '../ui/strings.ts';

/** Why a profile file was refused, place by place; the profile in use has not changed. */
export function ImportProblems() {
  const refusal = useBatch((state) => state.profileRefusal);
  const { dismissRefusal } = useIntents();
  if (refusal === null) return null;
  return (
    <div className="import-problems">
      <Notice tone="danger" onDismiss={dismissRefusal}>
        <strong>{strings.profile.importing.refused(refusal.fileName)}</strong>
        <ul>
          {refusal.problems.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {path !== '' && <code>{path}</code>} {message}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
