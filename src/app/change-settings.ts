import type { BatchStore } from './batch-store.ts';
import { createProfileControls } from './change-profile.ts';
import { patientsOf } from './match-patients.ts';
import { parseProjectKey, serializeProjectKey } from './project-key-file.ts';
import type { AppServices } from './services.ts';
import { strings } from './ui/strings.ts';

/** Profile and project key: every change goes to the workers and to the profile's fingerprint. */
export function createSettingsControls(store: BatchStore, services: AppServices, afterChange: () => void) {
  async function apply(): Promise<void> {
    const { profile, projectKey } = store.getState();
    try {
      await services.pool.configure({ profile, projectKey: projectKey.bytes, patients: patientsOf(store.getState()) });
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
      const { parsePatientTable } = await import('../profile/parse-patient-table.ts');
      const table = { fileName: file.name, parsed: parsePatientTable(new Uint8Array(bytes)) };
      store.dispatch({ kind: 'patient-table-changed', table });
      return apply();
    },
    saveKey: (): void => {
      const text = serializeProjectKey(store.getState().projectKey.bytes);
      services.download(new Blob([text], { type: 'application/json' }), 'nescio-project-key.json');
      store.dispatch({ kind: 'key-saved' });
    },
    loadKey: async (file: File): Promise<void> => {
      const bytes = file.size < 4096 ? parseProjectKey(await file.text()) : null;
      if (bytes === null) {
        return store.dispatch({ kind: 'noticed', message: strings.key.notAKey });
      }
      store.dispatch({ kind: 'noticed', message: null });
      store.dispatch({ kind: 'key-changed', projectKey: { bytes, origin: 'loaded', isSaved: true } });
      return apply();
    },
  };
}
