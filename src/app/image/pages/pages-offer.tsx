import { useMemo } from 'react';
import type { ImageGroup } from '../../batch/decide/image-group.ts';
import { pagesStrings } from '../../ui/strings/sheet.ts';
import type { Size } from '../tiles/sheet-layout.ts';
import { groupPages } from './group-pages.ts';

/** The way to the pages, where more than one image can be looked at together. */
export function PagesOffer({ group, room, onOpen }: { group: ImageGroup; room: Size; onOpen: () => void }) {
  const pages = useMemo(() => groupPages(group.together, room), [group, room]);
  const alone = [...group.alone, ...pages.alone].filter(({ cause }) => cause !== 'checking');
  const aside = new Set(pages.alone.map(({ entry }) => entry));
  const together = group.together.filter((entry) => !aside.has(entry));
  const images = together.reduce((sum, entry) => sum + entry.images, 0);
  if (images < 2) return null;
  return (
    <div className="pages-offer">
      <button type="button" className="btn decide-act" onClick={onOpen}>
        {pagesStrings.look(pages.count)}
      </button>
      <p className="faint small">{pagesStrings.together(together.length, images, alone.length)}</p>
    </div>
  );
}
