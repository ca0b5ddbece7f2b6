import { ChevronDown } from 'lucide-react';
import dataHashes from '../../profile/data/hashes.json';
import { Dialog } from './dialog.tsx';
import { formatCount } from './format.ts';
import { Icon } from './icon.tsx';
import { useRequestCounts } from './request-counter.ts';
import { strings } from './strings.ts';
import { VERSION } from './version.ts';

/** What the program is, which table it follows, and how a person can check what it promises. */
export function AboutDialog(props: { tableEdition: string; profileHash: string | null; onClose: () => void }) {
  const { sent, blocked } = useRequestCounts();
  return (
    <Dialog title={`About ${strings.product}`} onClose={props.onClose}>
      <dl className="kv">
        <dt>Version</dt>
        <dd>{VERSION}</dd>
        <dt>Rules</dt>
        <dd>DICOM PS3.15 Table E.1-1, {props.tableEdition}</dd>
        <dt>Profile in use, SHA-256</dt>
        <dd>
          <code className="hash">{props.profileHash ?? '…'}</code>
        </dd>
        <dt>Licence</dt>
        <dd>MIT</dd>
        <dt>Requests since load</dt>
        <dd>{formatCount(sent)}</dd>
        <dt>Blocked by the content policy</dt>
        <dd>{formatCount(blocked)}</dd>
      </dl>
      <details className="fold">
        <summary>
          <Icon of={ChevronDown} size={14} className="twist" />
          {strings.about.data}
        </summary>
        <p className="hint">{strings.about.dataHint}</p>
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
        <h3>How to check that nothing leaves</h3>
        <ol className="prose">
          <li>
            Open the browser’s developer tools and the tab Network, then use the page. Apart from the program’s own
            files, nothing is added.
          </li>
          <li>
            Look at the response header Content-Security-Policy of the page and of its scripts: connect-src is 'none'.
          </li>
        </ol>
        <p className="hint">
          The counter shows what the browser reports for this page. Background workers have no counter of their own; the
          content policy keeps them from the network, and a test request at start checks that.
        </p>
      </section>
      <section>
        <h3>What it does not promise</h3>
        <p className="prose">{strings.add.caution}</p>
      </section>
      <p className="hint">
        <a href="./THIRD-PARTY-LICENSES.txt" download>
          Licences of the parts it is made of
        </a>
      </p>
    </Dialog>
  );
}
