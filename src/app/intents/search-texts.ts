import { seriesKeyOf } from '../../pipeline/batch/series-key.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { groupsOf, type SearchGroup, searchGroupOf } from '../../pipeline/text/search-groups.ts';
import type { SearchedEntry } from '../../pipeline/text/search-series.ts';
import { isUnsearched, type SearchScope, waitsForSearch } from '../../pipeline/text/searchable-files.ts';
import type { BatchState } from '../batch/batch-state.ts';
import type { BatchStore } from '../batch/batch-store.ts';
import { entryKey } from '../batch/decide/wait-reasons.ts';
import { isForetold } from '../batch/forecast-state.ts';
import { lazyScript } from '../ui/controls/lazy-view.tsx';
import { collectInto } from './collect-into.ts';
import { mayChange } from './may-change.ts';
import type { AppServices } from './services.ts';
import { untilChanged } from './waiting/until-searched.ts';

const searchScript = lazyScript(() => import('../../pipeline/text/search-series.ts'));

/** What was found changes the plan of its files, and the page then. */
const SHOW_EVERY_MS = 3000;

/**
 * Looks through the images of the batch for text, behind all else: it begins when the plan of the batch is made, gives way
 * to reading, running and saving, and ends its worker when nothing is left.
 * @param judgeAgain called with files whose results have come in
 */
export function createTextSearcher(
  store: BatchStore,
  { texts }: Pick<AppServices, 'texts'>,
  judgeAgain: (ids: readonly number[]) => Promise<void>,
) {
  let stop: AbortController | null = null;

  function follow(): void {
    const state = store.getState();
    if (stop !== null && !mayGoOn(state)) stop.abort();
    if (stop === null && mayBegin(state)) void work();
  }
  store.subscribe(follow);

  async function work(): Promise<void> {
    stop = new AbortController();
    const { signal } = stop;
    store.dispatch({ kind: 'search-begun' });
    try {
      for (let group = nextGroup(store.getState()); group !== null && !signal.aborted; ) {
        await searchGroup(group, signal);
        if (texts.isBroken()) return void waive('failed');
        group = nextGroup(store.getState());
      }
    } catch {
      void waive('failed');
    } finally {
      texts.end();
      stop = null;
      store.dispatch({ kind: 'search-ended' });
      // What happened while the worker was being ended may have asked for more.
      follow();
    }
  }

  async function searchGroup({ files, risk }: SearchGroup, signal: AbortSignal): Promise<void> {
    let pending: readonly SearchedEntry[] = [];
    const take = (entries: readonly SearchedEntry[]) => {
      if (signal.aborted) return;
      pending = [...pending, ...entries];
      if (pending.length === 0 || !mayTakeIn(store.getState())) return;
      const taken = pending;
      pending = [];
      store.dispatch({ kind: 'search-advanced', entries: taken });
      void judgeAgain(taken.map(({ id }) => id));
    };
    const { searchSeries } = await searchScript();
    await collectInto(searchSeries(files, risk, texts, signal), take, () => SHOW_EVERY_MS);
    // The page was busy with the very files; what was found waits until it is not.
    while (pending.length > 0 && !signal.aborted) {
      await untilChanged(store, signal);
      take([]);
    }
  }

  function waive(cause: 'failed' | 'stopped'): Promise<void> {
    const { files, search } = store.getState();
    const left = files.filter((file) => isUnsearched(file, search.scope)).map(({ id }) => id);
    store.dispatch({ kind: 'search-waived', cause });
    stop?.abort();
    return judgeAgain(left);
  }

  return {
    stopSearch: (): void => store.dispatch({ kind: 'search-stopped' }),
    resumeSearch: (): void => store.dispatch({ kind: 'search-resumed' }),
    /** Files that were not looked at say so when they are saved. */
    waiveSearch: (): Promise<void> => waive('stopped'),
    changeSearchScope: (scope: SearchScope): void => {
      if (!mayChange(store)) return;
      const { files } = store.getState();
      store.dispatch({ kind: 'search-scope-changed', scope });
      const after = store.getState().files;
      void judgeAgain(files.filter((file, at) => file !== after[at]).map(({ id }) => id));
    },
  };
}

/** Not before the plan of all files, unless a person stopped it: it needs the processor, and says which files would leave. */
function mayBegin(state: BatchState): boolean {
  const { search, forecast } = state;
  if (search.phase !== 'resting' || forecast.phase === 'checking' || !mayGoOn(state) || !mayTakeIn(state)) return false;
  if (forecast.phase === 'resting' && !isForetold(state.files)) return false;
  return state.files.some((file) => isUnsearched(file, search.scope));
}

function mayGoOn({ step, save, upload, search }: BatchState): boolean {
  if (step === 'start' || step === 'scanning' || search.scope === 'none') return false;
  return save.kind !== 'saving' && upload.kind !== 'sending' && search.phase !== 'stopped';
}

/** While a run or a save depends on the outcomes, they stay. */
function mayTakeIn({ step, recounting }: BatchState): boolean {
  return (step === 'review' || step === 'decide' || step === 'result') && recounting === 0;
}

/**
 * Gives the series to look through next. While a person decides: what waits for that person, the open series first. Else those that a
 * save would wait for, and then class A, which waits for a person in any case. The smallest come first. What is open and who waits
 * is asked each time, because both change from one series to the next.
 */
function nextGroup({ files, search, step, decide }: BatchState): SearchGroup | null {
  const unsearched = files.filter((file) => isUnsearched(file, search.scope));
  const forPerson = step === 'decide' ? unsearched.filter(({ outcome }) => outcome?.kind === 'held') : [];
  const forSave = unsearched.filter((file) => waitsForSearch(file, search.scope));
  const wanted = [forPerson, forSave].find(({ length }) => length > 0) ?? unsearched;
  const open = new Set(forPerson.filter(({ scan }) => isOpen(scan, decide.open)).map(({ id }) => id));
  const groups = groupsOf(wanted);
  const chosen = new Set(groups.find((ids) => ids.some((id) => open.has(id))) ?? groups[0]);
  return searchGroupOf(wanted.filter(({ id }) => chosen.has(id)));
}

function isOpen(scan: BatchFile['scan'], open: string | null): boolean {
  return scan.kind === 'dicom' && entryKey('may-show-text', seriesKeyOf(scan.summary)) === open;
}
