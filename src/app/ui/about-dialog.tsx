import { ChevronDown } from 'lucide-react';
import dataHashes from '../../profile/data/hashes.json';
import { Dialog } from './controls/dialog.tsx';
import { Icon } from './controls/icon.tsx';
import { formatCount } from './format.ts';
import { useWorksOffline } from './offline.ts';
import { PerformanceSetting } from './performance-setting.tsx';
import { PolicyList } from './policy-list.tsx';
import { useRequestCounts } from './request-counter.ts';
import { trustStrings } from './strings/trust.ts';
import { strings } from './strings.ts';
import { VERSION } from './version.ts';

const { about, privacy } = trustStrings;

/** What the program is, which table it follows, and how a person can check what it promises. */
export function AboutDialog(props: { tableEdition: string; profileHash: string | null; onClose: () => void }) {
  const { sent, blocked } = useRequestCounts();
  const worksOffline = useWorksOffline();
  const facts = [
    [about.version, VERSION],
    [about.build, buildId()],
    [about.rules, about.edition(props.tableEdition)],
    [about.profileHash, props.profileHash],
    [about.licence, 'MIT'],
    [about.offline, worksOffline ? about.offlineYes : about.offlineNo],
    [about.sent, formatCount(sent)],
    [about.blocked, formatCount(blocked)],
  ] as const;
  return (
    <Dialog title={about.heading} onClose={props.onClose}>
      <dl className="kv">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="kv-row">
                <dt>{name}</dt>
                <dd className={name === about.profileHash ? 'mono' : undefined}>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {worksOffline && <p className="hint">{about.install}</p>}
      <details className="fold">
        <summary>
          <Icon of={ChevronDown} size={14} className="twist" />
          {about.data}
        </summary>
        <p className="hint">{about.dataHint}</p>
        <dl className="kv">
          {Object.entries(dataHashes).map(([file, hash]) => (
            <div key={file} className="data-hash">
              <dt>{file}</dt>
              <dd>
                <code className="hash">{hash}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <section>
        <h3>{privacy.policy.heading}</h3>
        <PolicyList />
      </section>
      <PerformanceSetting />
      <section>
        <h3>{about.check.heading}</h3>
        <ol className="prose">
          {about.check.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p className="hint">{about.check.counter}</p>
      </section>
      <section>
        <h3>{about.limits}</h3>
        <p className="prose">{strings.add.caution}</p>
      </section>
      <p className="hint">
        <a href="./THIRD-PARTY-LICENSES.txt" download>
          {about.licences}
        </a>
      </p>
    </Dialog>
  );
}

/** The hash in the name of the first script, which depends on every other file of the build; null while developing. */
function buildId(): string | null {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  return /-([\w-]{8})\.js$/.exec(script?.src ?? '')?.[1] ?? null;
}
