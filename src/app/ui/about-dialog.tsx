import { Dialog } from './dialog.tsx';
import { formatCount } from './format.ts';
import { PerformanceSetting } from './performance-setting.tsx';
import { useRequestCounts } from './request-counter.ts';
import { strings } from './strings.ts';
import { VERSION } from './version.ts';

/** What the program is, which table it follows, and how a person can check what it promises. */
export function AboutDialog({ tableEdition, onClose }: { tableEdition: string; onClose: () => void }) {
  const { sent, blocked } = useRequestCounts();
  return (
    <Dialog title={`About ${strings.product}`} onClose={onClose}>
      <dl className="kv">
        <dt>Version</dt>
        <dd>{VERSION}</dd>
        <dt>Rules</dt>
        <dd>DICOM PS3.15 Table E.1-1, {tableEdition}</dd>
        <dt>Licence</dt>
        <dd>MIT</dd>
        <dt>Requests since load</dt>
        <dd>{formatCount(sent)}</dd>
        <dt>Blocked by the content policy</dt>
        <dd>{formatCount(blocked)}</dd>
      </dl>
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
      <PerformanceSetting />
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
