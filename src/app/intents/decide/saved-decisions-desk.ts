import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { collectDecisions, decisionsText } from '../../../report/decisions/decisions-json.ts';
import { joinDevices } from '../../../report/decisions/device-boxes.ts';
import { countPages, countShared, devicesBeside, findDecisions } from '../../../report/decisions/find-decisions.ts';
import { othersDecisions, whyOthers } from '../../../report/decisions/made-under.ts';
import { parseDecisions } from '../../../report/decisions/parse-decisions.ts';
import type { SavedDecisions } from '../../../report/decisions/saved-decisions.ts';
import type { BatchStore } from '../../batch/batch-store.ts';
import { decidedBeside } from '../../batch/derived/decided-beside.ts';
import { decisionsStrings } from '../../ui/strings/decisions.ts';
import { mayChange } from '../may-change.ts';
import type { AppServices } from '../services.ts';
import type { FilesDecided } from '../start-batch.ts';

/** More than the decisions of any batch take. */
const mostBytes = 256 * 1024 * 1024;

export function saveDecisions(store: BatchStore, download: AppServices['download']): void {
  const state = store.getState();
  const decisions = collectDecisions(state.files, decidedBeside(state));
  download(new Blob([decisionsText(decisions)], { type: 'application/json' }), 'decisions.json');
  const shared = decisions.sharedUids?.length ?? 0;
  const { isSaved } = state.projectKey;
  if (shared > 0 || !isSaved) say(store, decisionsStrings.saved(shared, isSaved));
}

/** @param decide puts into force what was found */
export async function openDecisions(
  store: BatchStore,
  file: File,
  decide: (action: FilesDecided) => Promise<void>,
): Promise<void> {
  if (!mayChange(store)) return;
  const parsed = await readSaved(file);
  if (typeof parsed === 'string') return say(store, parsed);
  const { files, projectKey, profile } = store.getState();
  const others = othersDecisions(parsed, { profile, projectKey: projectKey.bytes });
  if (others !== null && others !== 'unknown') {
    const how = others === 'other-key' ? decisionsStrings.loadKey : '';
    return say(store, decisionsStrings.ofOthers(`${whyOthers[others]}${how}`));
  }
  const found = await findDecisions(files, parsed, projectKey.bytes);
  const now = store.getState();
  if (!mayChange(store)) return;
  // Copies were compared meanwhile: what was found is about files, a key and a profile that are no longer those of the page.
  if (now.projectKey !== projectKey || now.profile !== profile || !hasSameFiles(now.files, files))
    return say(store, decisionsStrings.changedMeanwhile);
  const entries = found.filter(({ isShared, isLeftOut }) => !isShared || isLeftOut);
  const devices = devicesBeside(parsed, entries);
  if (entries.length + devices.length > 0)
    await decide({ kind: 'decisions-opened', entries, devices: joinDevices([...now.boxes.devices, ...devices]) });
  const documents = countPages(entries);
  say(
    store,
    decisionsStrings.opened(entries.length, countShared(found), others === 'unknown', devices.length, documents),
  );
}

function say(store: BatchStore, message: string): void {
  store.dispatch({ kind: 'noticed', message });
}

/** @returns what keeps it from being read */
async function readSaved(file: File): Promise<SavedDecisions | string> {
  const text = file.size > mostBytes ? null : await file.text().catch(() => null);
  if (text === null) return decisionsStrings.unreadable;
  const parsed = parseDecisions(text);
  return 'problems' in parsed ? decisionsStrings.refused(parsed.problems) : parsed;
}

function hasSameFiles(now: readonly BatchFile[], before: readonly BatchFile[]): boolean {
  return now.length === before.length && now.every(({ content }, n) => content === before[n]?.content);
}
