import { Files, FlaskConical, FolderDown, FolderOpen, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PoolState } from '../batch/batch-state.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { Notice } from '../ui/controls/notice.tsx';
import { strings } from '../ui/strings.ts';
import { PrivacyLine } from './privacy-line.tsx';

/** The first screen: where files come in, what will be done to them, and what keeps them here. */
export function StartPage(props: {
  pool: PoolState;
  urlProblem: string | null;
  notice: string | null;
  profileName: string;
  tableEdition: string;
  version: string;
  purposeCard: ReactNode;
  resumeCard: ReactNode;
  onChooseFolder: () => void;
  onChooseFiles: () => void;
  onSample: () => void;
  onDismissUrlProblem: () => void;
  onDismissNotice: () => void;
}) {
  const cannotAdd = props.urlProblem !== null || props.pool.kind === 'failed';
  return (
    <>
      <main id="main" className="page" tabIndex={-1}>
        <div className="start roomy">
          {props.urlProblem !== null && (
            <Notice tone="held">
              <strong>{strings.url.heading}</strong>
              <p>{props.urlProblem}</p>
              <button type="button" className="btn small" onClick={props.onDismissUrlProblem}>
                {strings.url.wayOut(props.profileName)}
              </button>
            </Notice>
          )}
          {props.pool.kind === 'failed' && <Notice tone="danger">{props.pool.message}</Notice>}
          {props.notice !== null && (
            <Notice tone="held" onDismiss={props.onDismissNotice}>
              {props.notice}
            </Notice>
          )}
          {props.resumeCard}
          <section className="drop" aria-labelledby="drop-h">
            <Icon of={FolderDown} size={28} className="hero" />
            <h1 id="drop-h">{strings.add.heading}</h1>
            <p className="muted">{strings.add.about}</p>
            <div className="acts">
              <button type="button" className="btn primary large" disabled={cannotAdd} onClick={props.onChooseFolder}>
                <Icon of={FolderOpen} />
                {strings.add.folder}
              </button>
              <button type="button" className="btn large" disabled={cannotAdd} onClick={props.onChooseFiles}>
                <Icon of={Files} />
                {strings.add.files}
              </button>
              <button type="button" className="btn quiet large" disabled={cannotAdd} onClick={props.onSample}>
                <Icon of={FlaskConical} />
                {strings.add.sample}
              </button>
            </div>
            <PoolHint pool={props.pool} />
          </section>
          {props.purposeCard}
          <PrivacyLine pool={props.pool} />
          <p className="hint balance caution">{strings.add.caution}</p>
        </div>
      </main>
      <footer className="foot">
        <span className="num">
          {strings.product} {props.version}
        </span>
        <span className="num">{strings.shell.edition(props.tableEdition)}</span>
        <span className="grow" />
        <a href="./THIRD-PARTY-LICENSES.txt" download>
          {strings.add.licences}
        </a>
      </footer>
    </>
  );
}

function PoolHint({ pool }: { pool: PoolState }) {
  return (
    <p className="hint row pool-hint" role="status" aria-label={strings.pool.label}>
      {pool.kind === 'starting' && <Icon of={LoaderCircle} size={14} className="spin" />}
      {pool.kind === 'ready' ? strings.pool.ready : pool.kind === 'starting' ? strings.pool.starting : ''}
    </p>
  );
}
