import type { SearchScope } from '../../pipeline/text/searchable-files.ts';
import { Segments } from '../ui/controls/segments.tsx';
import { searchStrings } from '../ui/strings/search.ts';

const text = searchStrings.choice;

/** How far the search for text in images goes. It is no part of the profile: it changes what is known, not the rules. */
export function SearchChoice({ scope, onChange }: { scope: SearchScope; onChange: (scope: SearchScope) => void }) {
  return (
    <>
      <Segments label={text.label} choices={text.choices} value={scope} onChange={onChange} />
      <p className="hint">{text.hints[scope]}</p>
    </>
  );
}
