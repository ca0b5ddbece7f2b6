import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createProfile } from '../profile/create-profile.ts';
import { parseProfileUrl } from '../profile/parse-profile-url.ts';
import { defaultPreset } from '../profile/preset-names.ts';
import { App } from './app.tsx';
import { createBatchState } from './batch-state.ts';
import { createBatchStore } from './batch-store.ts';
import { createIntents } from './create-intents.ts';
import type { AppServices } from './services.ts';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { requestCounter } from './ui/request-counter.ts';
import { watchPool } from './watch-pool.ts';
import { watchResume } from './watch-resume.ts';
import './styles.ts';

/** Puts the page into `root`, with the profile that the address asks for. */
export function mountApp(root: HTMLElement, services: AppServices, search: string): void {
  const parsed = parseProfileUrl(search);
  const profile = 'profile' in parsed ? parsed.profile : createProfile(defaultPreset);
  const problem = 'problem' in parsed ? parsed.problem : null;
  const store = createBatchStore(createBatchState(profile, problem, services.createProjectKey()));
  const intents = createIntents(store, services);
  requestCounter.start();
  void intents.apply();
  watchResume(store, services);
  void watchPool(store, services, document.documentElement);
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary region="The page">
        <App store={store} intents={intents} />
      </ErrorBoundary>
    </StrictMode>,
  );
}
