import { memo, useCallback, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { ThumbnailPicture } from '../image/thumbnail.tsx';
import { ScanningView } from '../import/scanning-view.tsx';
import { ProfilePanel } from '../profile/profile-panel.tsx';
import { NeedsNote } from '../profile/purpose/needs-note.tsx';
import { PageNotice } from '../store/page-notice.tsx';
import { useBatchInPieces, useIntents } from '../store/use-batch.ts';
import { FilesPane, type KeptChoices } from '../studies/files-pane.tsx';
import { ErrorBoundary } from '../ui/controls/error-boundary.tsx';
import { reviewStrings } from '../ui/strings/review.ts';
import { OpenFilePane } from './open-file-pane.tsx';
import { ReviewBar, ScanBar } from './review-bar.tsx';
import { useDrawerClose } from './use-drawer-close.ts';

const text = reviewStrings;

const TABS = [
  ['files', text.parts.files],
  ['preview', text.parts.preview],
  ['profile', text.parts.profile],
] as const;
type Tab = (typeof TABS)[number][0];

/** Files, what happens to one of them, and the rules: side by side, or one at a time where there is no room. */
export function Workbench(props: {
  choose: { readonly folder: () => void; readonly files: () => void };
  isProfileOpen: boolean;
  onCloseProfile: () => void;
  onBrowseRules: () => void;
  treeChoices: KeptChoices;
}) {
  const { openFile, images } = useIntents();
  const isReading = useBatchInPieces((state) => state.scan !== null);
  const [tab, setTab] = useState<Tab>('preview');
  useDrawerClose(props.isProfileOpen, props.onCloseProfile);
  const open = useCallback(
    (id: number) => {
      setTab('preview');
      openFile(id);
    },
    [openFile],
  );
  const { glimpse } = images;
  const thumbnail = useCallback(
    (file: BatchFile) => <ThumbnailPicture key={file.id} ask={glimpse} content={file.content} frame={0} />,
    [glimpse],
  );
  return (
    <>
      <main
        id="main"
        className="workbench"
        tabIndex={-1}
        data-tab={tab}
        data-profile={props.isProfileOpen ? 'open' : 'closed'}
      >
        <h1 className="vh">{isReading ? text.reading : text.heading}</h1>
        <Tabs tab={tab} onChange={setTab} />
        <div className="workbench-notice">
          <PageNotice />
          {!isReading && <NeedsNote />}
        </div>
        <ErrorBoundary region={text.parts.files}>
          <Files
            isReading={isReading}
            choose={props.choose}
            onOpenFile={open}
            thumbnail={thumbnail}
            kept={props.treeChoices}
          />
        </ErrorBoundary>
        {isReading ? (
          <ErrorBoundary region={text.parts.preview}>
            <ScanningView />
          </ErrorBoundary>
        ) : (
          <OpenFilePane onOpenFile={open} />
        )}
        <ErrorBoundary region={text.parts.profile}>
          <Profile onBrowseRules={props.onBrowseRules} onClose={props.onCloseProfile} />
        </ErrorBoundary>
      </main>
      {isReading ? <ScanBar /> : <ReviewBar />}
    </>
  );
}

/** Each of these knows itself when it has something else to show. */
const Files = memo(FilesPane);
const Profile = memo(ProfilePanel);

function Tabs({ tab, onChange }: { tab: Tab; onChange: (tab: Tab) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend.
    <div className="view-tabs" role="group" aria-label={text.view}>
      <div className="seg full">
        {TABS.map(([id, name]) => (
          <button key={id} type="button" aria-pressed={tab === id} onClick={() => onChange(id)}>
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}
