import { lazy, Suspense } from 'react';
import type { Profile } from '../../profile/profile.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import { ErrorBoundary } from '../ui/controls/error-boundary.tsx';
import { strings } from '../ui/strings.ts';

const RulesView = lazy(async () => ({ default: (await import('./rules-view.tsx')).RulesView }));

/** Every rule of a profile, and two profiles beside each other. The tables come when the dialog is opened. */
export function RulesDialog(props: {
  profile: Profile;
  onSave: (fileName: string, text: string) => void;
  onClose: () => void;
}) {
  return (
    <Dialog title={strings.rules.title} size="full" onClose={props.onClose}>
      <ErrorBoundary region={strings.rules.title}>
        <Suspense
          fallback={
            <p className="empty" role="status">
              {strings.rules.loading}
            </p>
          }
        >
          <RulesView profile={props.profile} onSave={props.onSave} />
        </Suspense>
      </ErrorBoundary>
    </Dialog>
  );
}
