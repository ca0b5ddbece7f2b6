import { useMemo } from 'react';
import { countSearch } from '../batch/derived/count-search.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { SearchNote } from './search-note.tsx';

/** How far the search for text is, in the result. */
export function SearchProgress() {
  const files = useBatch((state) => state.files);
  const search = useBatch((state) => state.search);
  const { stopSearch, resumeSearch } = useIntents();
  const counts = useMemo(() => countSearch({ files, search }), [files, search]);
  return <SearchNote search={search} counts={counts} onStop={stopSearch} onResume={resumeSearch} />;
}
