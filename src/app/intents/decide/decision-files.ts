import type { BatchStore } from '../../batch/batch-store.ts';
import { decidedBeside } from '../../batch/derived/decided-beside.ts';
import { decisionsStrings } from '../../ui/strings/decisions.ts';
import { mayChange } from '../may-change.ts';
import type { AppServices } from '../services.ts';
import type { FilesDecided } from '../start-batch.ts';

/** More than the decisions of any batch take. */
const mostBytes = 256 * 1024 * 1024;

/** `decisions.json`, saved and opened by itself. */
export function createDecisionFiles(
  store: BatchStore,
  { download }: Pick<AppServices, 'download'>,
  decide: (action: FilesDecided) => Promise<void>,
) {
  const say = (message: string) => store.dispatch({ kind: 'noticed', message });

  return {
    saveDecisions: async (): Promise<void> => {
      const state = store.getState();
      const { decisionsJson } = await import('../../../report/decisions/decisions-json.ts');
      const json = decisionsJson(state.files, decidedBeside(state));
      download(new Blob([json], { type: 'application/json' }), 'decisions.json');
    },
    openDecisions: async (file: File): Promise<void> => {
      if (!mayChange(store)) return;
      const text = file.size > mostBytes ? null : await file.text().catch(() => null);
      if (text === null) return say(decisionsStrings.unreadable);
      const [{ parseDecisions }, { findDecisions }] = await Promise.all([
        import('../../../report/decisions/parse-decisions.ts'),
        import('../../../report/decisions/find-decisions.ts'),
      ]);
      const parsed = parseDecisions(text);
      if ('problems' in parsed) return say(decisionsStrings.refused(parsed.problems));
      if (!mayChange(store)) return;
      const { files, projectKey } = store.getState();
      const entries = findDecisions(files, parsed, projectKey.bytes);
      if (entries.length > 0) await decide({ kind: 'decisions-opened', entries });
      say(decisionsStrings.opened(entries.length));
    },
  };
}
