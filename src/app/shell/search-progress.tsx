import { useMemo } from 'react';
import type { BatchState } from '../batch/batch-state.ts';
import { countSearch } from '../batch/derived/count-search.ts';
import type { Intents } from '../intents/create-intents.ts';
import { SearchNote } from './search-note.tsx';

/** How far the search for text is, in the result. */
export function SearchProgress({ state, intents }: { state: BatchState; intents: Intents }) {
  const { files, search } = state;
  const counts = useMemo(() => countSearch({ files, search }), [files, search]);
  return <SearchNote search={search} counts={counts} onStop={intents.stopSearch} onResume={intents.resumeSearch} />;
}
