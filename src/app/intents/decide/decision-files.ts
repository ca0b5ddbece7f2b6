import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
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
      const { collectDecisions, decisionsText } = await import('../../../report/decisions/decisions-json.ts');
      const decisions = collectDecisions(state.files, decidedBeside(state));
      download(new Blob([decisionsText(decisions)], { type: 'application/json' }), 'decisions.json');
      const shared = decisions.sharedUids?.length ?? 0;
      if (shared > 0) say(decisionsStrings.notSaved(shared));
    },
    openDecisions: async (file: File): Promise<void> => {
      if (!mayChange(store)) return;
      const text = file.size > mostBytes ? null : await file.text().catch(() => null);
      if (text === null) return say(decisionsStrings.unreadable);
      const [{ parseDecisions }, { countShared, findDecisions }] = await Promise.all([
        import('../../../report/decisions/parse-decisions.ts'),
        import('../../../report/decisions/find-decisions.ts'),
      ]);
      const parsed = parseDecisions(text);
      if ('problems' in parsed) return say(decisionsStrings.refused(parsed.problems));
      const { files, projectKey } = store.getState();
      const found = await findDecisions(files, parsed, projectKey.bytes);
      const now = store.getState();
      if (!mayChange(store)) return;
      // Copies were compared meanwhile: what was found is about files and a key that are no longer those of the page.
      if (now.projectKey !== projectKey || !hasSameFiles(now.files, files))
        return say(decisionsStrings.changedMeanwhile);
      const entries = found.filter(({ isShared, isLeftOut }) => !isShared || isLeftOut);
      if (entries.length > 0) await decide({ kind: 'decisions-opened', entries });
      say(decisionsStrings.opened(entries.length, countShared(found)));
    },
  };
}

function hasSameFiles(now: readonly BatchFile[], before: readonly BatchFile[]): boolean {
  return now.length === before.length && now.every(({ content }, n) => content === before[n]?.content);
}
