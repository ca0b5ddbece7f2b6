import { Check, ChevronDown, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { PoolState } from '../batch/batch-state.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { Notice } from '../ui/controls/notice.tsx';
import { useIsOnline, useWorksOffline } from '../ui/offline.ts';
import { PolicyList } from '../ui/policy-list.tsx';
import { useRequestCounts } from '../ui/request-counter.ts';
import { strings } from '../ui/strings.ts';

const text = strings.privacy;

/** What keeps files on this computer, and what of it has been seen to hold. The number of requests stands in the top bar. */
export function PrivacyLine({ pool }: { pool: PoolState }) {
  const { blocked } = useRequestCounts();
  const offline = offlineCheck(useWorksOffline(), useIsOnline());
  const isIncomplete = pool.kind === 'ready' && pool.network === 'not-refused';
  const isProbed = pool.kind === 'ready';
  const [policy, policyHow] = policyCheck(pool);
  const checks = offline === null ? text.checks : [...text.checks, offline];
  return (
    <section aria-label={text.heading} className="privacy">
      {isIncomplete && <Notice tone="danger">{text.notBlocked}</Notice>}
      <ul className="privacy-line">
        {checks.map(([what, how]) => (
          <li key={what} title={how}>
            <Icon of={Check} size={14} />
            {what}
          </li>
        ))}
        {!isIncomplete && (
          <li title={policyHow}>
            {isProbed ? <Icon of={Check} size={14} /> : <Icon of={LoaderCircle} size={14} className="spin" />}
            {policy}
          </li>
        )}
        {blocked > 0 && (
          <li className="warn">
            <Icon of={TriangleAlert} size={14} />
            {strings.requests.blocked(blocked)}
          </li>
        )}
      </ul>
      <details className="policy">
        <summary>
          <Icon of={ChevronDown} size={14} className="twist" />
          {text.policy.heading}
        </summary>
        <PolicyList />
      </details>
    </section>
  );
}

function policyCheck(pool: PoolState) {
  if (pool.kind !== 'ready') return text.unknown;
  return pool.network === 'refused-unread' ? text.unread : text.blocked;
}

/** What there is to say of the network, if anything. */
function offlineCheck(worksOffline: boolean, isOnline: boolean) {
  if (worksOffline) {
    return isOnline ? strings.offline.check : strings.offline.checkOff;
  }
  return isOnline ? null : strings.offline.notKept;
}
