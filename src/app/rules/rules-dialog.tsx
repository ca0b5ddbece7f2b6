import './rules.css';
import { lazy, Suspense } from 'react';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import { ErrorBoundary } from '../ui/controls/error-boundary.tsx';
import { strings } from '../ui/strings.ts';

const RulesView = lazy(async () => ({ default: (await import('./rules-view.tsx')).RulesView }));

/** Every rule of a profile, and two profiles beside each other. The tables come when the dialog is opened. */
export function RulesDialog({ onClose }: { onClose: () => void }) {
  const profile = useBatch((state) => state.profile);
  const { saveTable } = useIntents();
  return (
    <Dialog title={strings.rules.title} size="full" onClose={onClose}>
      <ErrorBoundary region={strings.rules.title}>
        <Suspense
          fallback={
            <p className="empty" role="status">
              {strings.rules.loading}
            </p>
          }
        >
          <RulesView profile={profile} onSave={saveTable} />
        </Suspense>
      </ErrorBoundary>
    </Dialog>
  );
}
