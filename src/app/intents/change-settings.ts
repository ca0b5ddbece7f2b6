import { blankedInstancesOf } from '../../pipeline/batch/blanked-instances.ts';
import { unsettledStudiesOf } from '../../pipeline/batch/unsettled-studies.ts';
import { serializeProjectKey } from '../../profile/project-key-file.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { patientsOf } from '../batch/derived/match-patients.ts';
import { strings } from '../ui/strings.ts';
import { createProfileControls } from './change-profile.ts';
import { mayChange } from './may-change.ts';
import type { AppServices } from './services.ts';

/**
 * Profile and project key: every change goes to the workers and to the profile's fingerprint.
 * @param whenSent called once the workers have been told
 */
export function createSettingsControls(
  store: BatchStore,
  services: AppServices,
  whenSent: () => void,
  afterChange: () => void,
) {
  /** False when the settings have changed again. The next call of `apply` tells the workers. */
  const isInForce = (basis: number) => store.getState().forecast.basis === basis;

  async function apply(): Promise<void> {
    const { profile, projectKey, forecast, files } = store.getState();
    const { basis } = forecast;
    try {
      await services.pool.configure({
        profile,
        projectKey: projectKey.bytes,
        patients: patientsOf(store.getState()),
        blankedInstances: blankedInstancesOf(files),
        unsettledStudies: unsettledStudiesOf(files, profile),
      });
      if (isInForce(basis)) whenSent();
      const hash = await services.hashProfile(profile);
      if (store.getState().profile === profile) {
        store.dispatch({ kind: 'profile-hashed', hash });
      }
    } catch {
      store.dispatch({ kind: 'pool-failed', message: strings.pool.failed });
    }
    afterChange();
  }

  return {
    apply,
    ...createProfileControls(store, services, apply),
    loadPatientTable: async (file: File): Promise<void> => {
      const bytes = await file.arrayBuffer().catch(() => null);
      if (bytes === null) {
        return store.dispatch({ kind: 'noticed', message: strings.profile.lookup.unreadable });
      }
      const { parsePatientTable } = await import('../../profile/parse-patient-table.ts');
      const table = { fileName: file.name, parsed: parsePatientTable(new Uint8Array(bytes)) };
      if (!mayChange(store)) return;
      store.dispatch({ kind: 'patient-table-changed', table });
      return apply();
    },
    saveKey: (): void => {
      const text = serializeProjectKey(store.getState().projectKey.bytes);
      services.download(new Blob([text], { type: 'application/json' }), 'nescio-project-key.json');
      store.dispatch({ kind: 'key-saved' });
    },
  };
}
