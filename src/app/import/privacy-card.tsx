import { Check, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { PoolState } from '../batch-state.ts';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useWorksOffline } from '../ui/offline.ts';
import { useRequestCounts } from '../ui/request-counter.ts';
import { strings } from '../ui/strings.ts';

/** What keeps files on this computer, and what of it has been seen to hold. */
export function PrivacyCard({ pool }: { pool: PoolState }) {
  const { sent, blocked } = useRequestCounts();
  const checks = useWorksOffline() ? [strings.offline.check, ...strings.privacy.checks] : strings.privacy.checks;
  const isIncomplete = pool.kind === 'ready' && !pool.isNetworkBlocked;
  const [policy, policyHow] = pool.kind === 'ready' ? strings.privacy.blocked : strings.privacy.unknown;
  return (
    <section className="card" aria-labelledby="privacy-h">
      <div className="card-head">
        <h2 id="privacy-h">Privacy</h2>
      </div>
      <div className="card-body">
        <div className="big-count">
          <span className="num">{formatCount(sent)}</span>
          <span className="hint">
            {sent === 1 ? 'request' : 'requests'} {strings.requests.about}
          </span>
        </div>
        {isIncomplete && (
          <div className="note danger" role="alert">
            <Icon of={TriangleAlert} />
            <div className="note-text">{strings.privacy.notBlocked}</div>
          </div>
        )}
        <ul className="checks">
          {!isIncomplete && (
            <li>
              {pool.kind === 'ready' ? (
                <Icon of={Check} size={14} />
              ) : (
                <Icon of={LoaderCircle} size={14} className="spin" />
              )}
              <span>{policy}</span>
              <span className="faint">{policyHow}</span>
            </li>
          )}
          {checks.map(([what, how]) => (
            <li key={what}>
              <Icon of={Check} size={14} />
              <span>{what}</span>
              <span className="faint">{how}</span>
            </li>
          ))}
          {blocked > 0 && (
            <li className="warn">
              <Icon of={TriangleAlert} size={14} />
              <span>{strings.requests.blocked(blocked)}</span>
            </li>
          )}
        </ul>
      </div>
    </section>
  );
}
