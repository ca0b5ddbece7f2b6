import { profileTitle } from '../../profile/profile-title.ts';
import type { BatchState } from '../batch/batch-state.ts';
import { standingRulesOf } from '../batch/standing-rules.ts';
import type { Intents } from '../intents/create-intents.ts';
import { RunningView } from '../progress/running-view.tsx';
import { useStudies } from './use-studies.ts';

/** The step in which files are de-identified, and what becomes of them. */
export function RunningStep({ state, intents }: { state: BatchState; intents: Intents }) {
  const { files, run, profile } = state;
  const rules = standingRulesOf(state);
  const patients = useStudies(files, rules, 'as-found');
  if (run === null) {
    return null;
  }
  return (
    <RunningView
      files={files}
      patients={patients}
      run={run}
      notice={state.notice}
      profileName={profileTitle(profile)}
      profile={profile}
      profileHash={state.profileHash}
      onCancel={intents.cancelRun}
      onDismissNotice={intents.dismissNotice}
    />
  );
}
