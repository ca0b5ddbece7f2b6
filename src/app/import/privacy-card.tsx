import { Check, ChevronDown, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { PoolState } from '../batch-state.ts';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useIsOnline, useWorksOffline } from '../ui/offline.ts';
import { PolicyList } from '../ui/policy-list.tsx';
import { useRequestCounts } from '../ui/request-counter.ts';
import { strings } from '../ui/strings.ts';

/** What keeps files on this computer, and what of it has been seen to hold. */
export function PrivacyCard({ pool }: { pool: PoolState }) {
  const { sent, blocked } = useRequestCounts();
  const offline = offlineCheck(useWorksOffline(), useIsOnline());
  const checks = offline === null ? strings.privacy.checks : [offline, ...strings.privacy.checks];
  const isIncomplete = pool.kind === 'ready' && !pool.isNetworkBlocked;
  const [policy, policyHow] = pool.kind === 'ready' ? strings.privacy.blocked : strings.privacy.unknown;
  return (
    <section className="card" aria-labelledby="privacy-h">
      <div className="card-head">
        <h2 id="privacy-h">{strings.privacy.heading}</h2>
      </div>
      <div className="card-body">
        <div className="big-count">
          <span className="num">{formatCount(sent)}</span>
          <span className="hint">
            {strings.requests.word(sent)} {strings.requests.about}
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
        <details className="policy">
          <summary>
            <Icon of={ChevronDown} size={14} className="twist" />
            {strings.privacy.policy.heading}
          </summary>
          <PolicyList />
        </details>
      </div>
    </section>
  );
}

/** What there is to say of the network, if anything. */
function offlineCheck(worksOffline: boolean, isOnline: boolean) {
  if (worksOffline) {
    return isOnline ? strings.offline.check : strings.offline.checkOff;
  }
  return isOnline ? null : strings.offline.notKept;
}
