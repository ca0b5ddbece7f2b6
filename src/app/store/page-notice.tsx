import { Notice } from '../ui/controls/notice.tsx';
import { useBatch, useIntents } from './use-batch.ts';

/** What the page has to say wherever a person is, until they have read it. @param className of a box around it; none without */
export function PageNotice({ className }: { className?: string }) {
  const notice = useBatch((state) => state.notice);
  const { dismissNotice } = useIntents();
  if (notice === null) return null;
  const shown = (
    <Notice tone="held" onDismiss={dismissNotice}>
      {notice}
    </Notice>
  );
  return className === undefined ? shown : <div className={className}>{shown}</div>;
}
