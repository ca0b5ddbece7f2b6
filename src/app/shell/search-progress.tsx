import { useState } from 'react';
import { createSearchCounter } from '../batch/derived/count-search.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { SearchNote } from './search-note.tsx';

/** How far the search for text is, in the result. */
export function SearchProgress() {
  const [counter] = useState(createSearchCounter);
  const search = useBatch((state) => state.search);
  const { stopSearch, resumeSearch } = useIntents();
  const counts = useBatch(counter);
  return <SearchNote search={search} counts={counts} onStop={stopSearch} onResume={resumeSearch} />;
}
