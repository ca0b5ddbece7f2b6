import { useEffect, useState } from 'react';
import { decideStrings } from '../ui/strings/decide.ts';
import { helpStrings } from '../ui/strings/help.ts';
import { type FoundPart, findHeadings, hasAll } from './find-headings.ts';
import { type GuideName, guideFiles, guideNames } from './guides.ts';

type Found = { readonly name: GuideName; readonly parts: readonly FoundPart[] };

/** Lists of keys, letters and words; with words to search, what has them, here and in the guides. */
export function HelpOverview(props: {
  /** In lower case; none shows everything. */
  words: readonly string[];
  onOpen: (place: { name: GuideName; id: string | null }) => void;
}) {
  const { words } = props;
  const found = useFoundParts(words);
  const lists = [
    { heading: helpStrings.letters.heading, rows: helpStrings.letters.rows, isKeys: true },
    { heading: helpStrings.words.heading, rows: helpStrings.words.rows, isKeys: false },
    { heading: helpStrings.keys.heading, rows: helpStrings.keys.rows, isKeys: true },
    { heading: helpStrings.decideKeys, rows: decideStrings.shortcuts.rows, isKeys: true },
  ].map((list) => ({ ...list, rows: list.rows.filter((row) => hasAll(row.join(' '), words)) }));
  const shown = lists.filter(({ rows }) => rows.length > 0);
  return (
    <div className="help-lists">
      {shown.map(({ heading, rows, isKeys }) => (
        <section key={heading}>
          <h3>{heading}</h3>
          <dl className={isKeys ? 'help-list keys' : 'help-list'}>
            {rows.map(([term, meaning]) => (
              <div key={term}>
                <dt>{isKeys ? <kbd>{term}</kbd> : term}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {found.length > 0 && (
        <section>
          <h3>{helpStrings.found}</h3>
          <ul className="help-found">
            {found.flatMap(({ name, parts }) =>
              parts.map(({ id, heading }) => (
                <li key={`${name} ${id}`}>
                  <button
                    type="button"
                    className="link"
                    onClick={() => props.onOpen({ name, id: id === '' ? null : id })}
                  >
                    {heading}
                  </button>
                  <span className="muted"> {guideFiles[name][0]}</span>
                </li>
              )),
            )}
          </ul>
        </section>
      )}
      {shown.length === 0 && found.length === 0 && <p role="status">{helpStrings.nothingFound}</p>}
    </div>
  );
}

/** Parts of the guides that have the words. A guide that does not come is left out. */
function useFoundParts(words: readonly string[]): readonly Found[] {
  const [found, setFound] = useState<readonly Found[]>([]);
  const asked = words.join(' ');
  useEffect(() => {
    let isWanted = true;
    const look = async (name: GuideName): Promise<Found> => {
      const script = await guideFiles[name][1]();
      return { name, parts: findHeadings(script.guide, asked.split(' ')) };
    };
    if (asked === '') setFound([]);
    else {
      Promise.allSettled(guideNames.map(look)).then((looks) => {
        if (isWanted) setFound(looks.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
      });
    }
    return () => {
      isWanted = false;
    };
  }, [asked]);
  return found;
}
