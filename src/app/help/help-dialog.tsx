import './help.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog } from '../ui/controls/dialog.tsx';
import { SearchField } from '../ui/controls/search-field.tsx';
import { helpStrings } from '../ui/strings/help.ts';
import { wordsOf } from './find-headings.ts';
import type { Guide } from './guide.ts';
import { GuideBlocks } from './guide-text.tsx';
import { type GuideName, guideFiles, guideNames, placeOf } from './guides.ts';
import { HelpOverview } from './help-overview.tsx';

type Place = { readonly name: GuideName; readonly id: string | null };

/** Keys, letters and words of the page, and the guides that come with it: all of it without a network. */
export function HelpDialog(props: { onAbout: () => void; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState<Place | null>(null);
  const open = (next: Place | null) => {
    setTyped('');
    setPlace(next);
  };
  return (
    <Dialog title={helpStrings.heading} size="full" onClose={props.onClose}>
      <div className="help">
        <nav className="help-nav" aria-label={helpStrings.pages}>
          <SearchField label={helpStrings.search} value={typed} onChange={setTyped} />
          <NavItem isOpen={place === null && typed === ''} onOpen={() => open(null)}>
            {helpStrings.overview}
          </NavItem>
          <h3>{helpStrings.guides}</h3>
          {guideNames.map((name) => (
            <NavItem key={name} isOpen={place?.name === name && typed === ''} onOpen={() => open({ name, id: null })}>
              {guideFiles[name][0]}
            </NavItem>
          ))}
          <button type="button" className="link help-about" onClick={props.onAbout}>
            {helpStrings.about}
          </button>
        </nav>
        <div className="help-page">
          {place === null || typed !== '' ? (
            <HelpOverview words={wordsOf(typed)} onOpen={open} />
          ) : (
            <GuidePage key={`${place.name} ${place.id}`} place={place} onOpen={open} />
          )}
        </div>
      </div>
    </Dialog>
  );
}

function NavItem(props: { isOpen: boolean; onOpen: () => void; children: ReactNode }) {
  return (
    <button type="button" className="help-item" aria-current={props.isOpen ? 'page' : undefined} onClick={props.onOpen}>
      {props.children}
    </button>
  );
}

function GuidePage({ place, onOpen }: { place: Place; onOpen: (place: Place) => void }) {
  const [guide, setGuide] = useState<Guide | 'failed' | null>(null);
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    let isWanted = true;
    guideFiles[place.name][1]().then(
      (script) => isWanted && setGuide(script.guide),
      () => isWanted && setGuide('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [place.name]);
  useEffect(() => {
    if (guide === null || place.id === null) return;
    const aim = page.current?.querySelector<HTMLElement>(`[data-guide-id="${CSS.escape(place.id)}"]`);
    aim?.scrollIntoView();
    aim?.focus();
  }, [guide, place.id]);
  if (guide === null || guide === 'failed') {
    return <p role="status">{guide === null ? helpStrings.loading : helpStrings.notLoaded}</p>;
  }
  const follow = (to: string) => {
    const next = placeOf(to, place.name);
    return next === null ? null : () => onOpen(next);
  };
  return (
    <article className="guide" ref={page}>
      <h2>{guide.title}</h2>
      <GuideBlocks blocks={guide.blocks} follow={follow} />
    </article>
  );
}
