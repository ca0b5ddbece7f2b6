import { Files, FlaskConical, FolderDown, FolderOpen, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { profileTitle } from '../../profile/profile-title.ts';
import type { PoolState } from '../batch/batch-state.ts';
import { PageNotice } from '../store/page-notice.tsx';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { Notice } from '../ui/controls/notice.tsx';
import { strings } from '../ui/strings.ts';
import { VERSION } from '../ui/version.ts';
import { PrivacyLine } from './privacy-line.tsx';

/** The first screen: where files come in, what will be done to them, and what keeps them here. */
export function StartPage(props: {
  choose: { readonly folder: () => void; readonly files: () => void };
  purposeCard: ReactNode;
  resumeCard: ReactNode;
}) {
  const pool = useBatch((state) => state.pool);
  const urlProblem = useBatch((state) => state.urlProblem);
  const profile = useBatch((state) => state.profile);
  const intents = useIntents();
  const cannotAdd = urlProblem !== null || pool.kind === 'failed';
  const dismissUrlProblem = () => {
    // What the address asked for is gone; a reload must not ask again.
    history.replaceState(null, '', location.pathname);
    intents.dismissUrlProblem();
  };
  return (
    <>
      <main id="main" className="page" tabIndex={-1}>
        <div className="start roomy">
          {urlProblem !== null && (
            <Notice tone="held">
              <strong>{strings.url.heading}</strong>
              <p>{urlProblem}</p>
              <button type="button" className="btn small" onClick={dismissUrlProblem}>
                {strings.url.wayOut(profileTitle(profile))}
              </button>
            </Notice>
          )}
          {pool.kind === 'failed' && <Notice tone="danger">{pool.message}</Notice>}
          <PageNotice />
          {props.resumeCard}
          <section className="drop" aria-labelledby="drop-h">
            <Icon of={FolderDown} size={28} className="hero" />
            <h1 id="drop-h">{strings.add.heading}</h1>
            <p className="muted">{strings.add.about}</p>
            <div className="acts">
              <button type="button" className="btn primary large" disabled={cannotAdd} onClick={props.choose.folder}>
                <Icon of={FolderOpen} />
                {strings.add.folder}
              </button>
              <button type="button" className="btn large" disabled={cannotAdd} onClick={props.choose.files}>
                <Icon of={Files} />
                {strings.add.files}
              </button>
              <button type="button" className="btn quiet large" disabled={cannotAdd} onClick={intents.addSample}>
                <Icon of={FlaskConical} />
                {strings.add.sample}
              </button>
            </div>
            <PoolHint pool={pool} />
          </section>
          {props.purposeCard}
          <PrivacyLine pool={pool} />
          <p className="hint balance caution">{strings.add.caution}</p>
        </div>
      </main>
      <footer className="foot">
        <span className="num">
          {strings.product} {VERSION}
        </span>
        <span className="num">{strings.shell.edition(profile.tableEdition)}</span>
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
