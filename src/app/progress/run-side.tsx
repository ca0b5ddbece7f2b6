import type { WorkerStatus } from '../../pipeline/contracts/pool.ts';
import { formatCount } from '../ui/format.ts';
import { progressStrings } from '../ui/strings/progress.ts';
import { strings } from '../ui/strings.ts';

const text = progressStrings.side;

/** The rules of this run, the workers, and what cancelling does. */
export function RunSide(props: {
  name: string;
  lines: readonly { readonly label: string; readonly text: string }[];
  hash: string | null;
  workers: readonly WorkerStatus[];
}) {
  const busy = props.workers.filter(({ currentPath }) => currentPath !== null).length;
  return (
    <aside className="side" aria-label={text.name}>
      <div className="side-inner">
        <div className="section">
          <h2>{text.profile}</h2>
          <b className="in-use">{props.name}</b>
          <dl className="kv">
            {props.lines.map((line) => (
              <div key={line.label} className="kv-row">
                <dt>{line.label}</dt>
                <dd title={line.text}>{line.text}</dd>
              </div>
            ))}
            {props.hash !== null && (
              <div className="kv-row">
                <dt>{text.hash}</dt>
                <dd className="mono" title={props.hash}>
                  {(props.hash.slice(0, 12).match(/.{4}/g) ?? []).join(' ')}
                </dd>
              </div>
            )}
          </dl>
          <p className="hint">{strings.run.locked}</p>
        </div>
        <div className="section">
          <div className="row between">
            <h2>{text.workers}</h2>
            <span className="faint num small">{text.busy(busy)}</span>
          </div>
          <ul className="checks workers num">
            {props.workers.map((worker, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a worker is its place in the pool.
              <li key={index}>
                <span className={worker.isAlive ? (worker.currentPath === null ? 'dot off' : 'dot') : 'dot held'} />
                <span className="clip" title={worker.currentPath ?? undefined}>
                  {worker.isAlive ? (worker.currentPath?.split('/').slice(-2).join('/') ?? text.waiting) : text.again}
                </span>
                <span className="faint">{formatCount(worker.filesDone)}</span>
              </li>
            ))}
          </ul>
        </div>
        <div className="section">
          <h2>{text.cancel}</h2>
          <p className="hint">{strings.run.ifCancelled}</p>
        </div>
      </div>
    </aside>
  );
}
