import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBatchState } from '../batch/batch-state.ts';
import { createBatchStore } from '../batch/batch-store.ts';
import { parseSearchScope } from '../batch/search-scope.ts';
import { createIntents } from '../intents/create-intents.ts';
import type { AppServices } from '../intents/services.ts';
import { watchPool } from '../intents/watch-pool.ts';
import { watchResume } from '../intents/watch-resume.ts';
import { watchUploads } from '../intents/watch-uploads.ts';
import { PageContext } from '../store/use-batch.ts';
import { ErrorBoundary } from '../ui/controls/error-boundary.tsx';
import { requestCounter } from '../ui/request-counter.ts';
import { strings } from '../ui/strings.ts';
import { App } from './app.tsx';
import { startingProfile, watchProfileMemory } from './starting-profile.ts';
import './styles.ts';

/** Puts the page into `root`, with the profile that the address asks for, else the one that is remembered. */
export function mountApp(root: HTMLElement, services: AppServices, search: string): void {
  const { profile, urlProblem, isRemembered, unread } = startingProfile(search, services.profileMemory.read());
  const asked = parseSearchScope(new URLSearchParams(search).get('search'));
  const problem = urlProblem ?? asked.problem;
  const state = createBatchState(profile, problem, services.createProjectKey(), asked.scope);
  const store = createBatchStore({ ...state, isRemembered });
  const intents = createIntents(store, services);
  requestCounter.start();
  void intents.apply();
  void watchProfileMemory(store, services.profileMemory, unread, intents.apply);
  watchResume(store, services);
  watchUploads(store, services);
  void watchPool(store, services, document.documentElement);
  const page = { store, intents };
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary region={strings.shell.page}>
        <PageContext value={page}>
          <App />
        </PageContext>
      </ErrorBoundary>
    </StrictMode>,
  );
}
