import { useDeferredValue, useMemo } from 'react';
import type { ImageGroup } from '../../batch/decide/image-group.ts';
import { pagesStrings } from '../../ui/strings/sheet.ts';
import type { Size } from '../tiles/sheet-layout.ts';
import { groupPages } from './group-pages.ts';

/**
 * The way to the pages, where more than one image can be looked at together.
 * @param props.group the same function while it gives the same group
 */
export function PagesOffer({ group, ...rest }: { group: () => ImageGroup; room: Size; onOpen: () => void }) {
  // Thousands of series are laid out for one number, which may come a moment after the next entry.
  const groupNow = useDeferredValue(group);
  const found = useMemo(() => groupNow(), [groupNow]);
  return <PagesCount group={found} {...rest} />;
}

/** A component of its own, so that the page answers between the group and its pages. */
function PagesCount({ group, room, onOpen }: { group: ImageGroup; room: Size; onOpen: () => void }) {
  const { pages, together, images, alone } = useMemo(() => countPages(group, room), [group, room]);
  if (images < 2) return null;
  return (
    <div className="pages-offer">
      <button type="button" className="btn decide-act" onClick={onOpen}>
        {pagesStrings.look(pages)}
      </button>
      <p className="faint small">{pagesStrings.together(together, images, alone)}</p>
    </div>
  );
}

/** How many pages there are, how many series and images they show, and how many series are on none. */
function countPages(group: ImageGroup, room: Size) {
  const pages = groupPages(group.together, room);
  const alone = [...group.alone, ...pages.alone].filter(({ cause }) => cause !== 'checking');
  const aside = new Set(pages.alone.map(({ entry }) => entry));
  const together = group.together.filter((entry) => !aside.has(entry));
  const images = together.reduce((sum, entry) => sum + entry.images, 0);
  return { pages: pages.count, together: together.length, images, alone: alone.length };
}
