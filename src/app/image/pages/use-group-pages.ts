import { useMemo, useRef, useState } from 'react';
import { areAllSeen } from '../../../dicom/seen-counts.ts';
import { type AloneEntry, type ImageGroup, releaseMarked } from '../../batch/decide/image-group.ts';
import { isSeen, type SeenImages, type Sighting, seenNumbers, withSightings } from '../../batch/decide/seen-images.ts';
import type { WaitingEntry } from '../../batch/decide/waiting-entries.ts';
import type { Size } from '../tiles/sheet-layout.ts';
import type { TileStanding } from '../tiles/tile-standing.ts';
import { withOrWithout } from '../tiles/use-series-sheet.ts';
import { type GroupPages, groupPages, hasSmallerText, type PagedImage } from './group-pages.ts';

const SCROLL_PX = 120;

/** An image on the open page, as it stands now. */
export type PageImage = PagedImage & {
  readonly name: string;
  readonly isSeen: boolean;
  /** Its series is decided on its own: the tile does not count. */
  readonly isAlone: boolean;
};

/**
 * The images of several series on pages, as they were when the pages were opened, so that nothing moves under the pointer: which
 * page is open, which of its images were on the screen, and what *Mark page as seen* confirms.
 * @param props.group what waits now
 * @param props.room inner size of a page
 * @param props.marked what a person has marked of the series that wait: what was on the screen elsewhere is marked here all the same
 * @param props.onMark what was on the screen, and the series that have images on the page
 * @param props.onEnd there is no page left on which anything is to be seen
 */
export function useGroupPages(props: {
  group: ImageGroup;
  room: Size;
  marked: SeenImages;
  onMark: (sightings: readonly Sighting[], entries: readonly WaitingEntry[]) => void;
  onEnd: () => void;
}) {
  const { group, room, marked } = props;
  const [opened] = useState(group.together);
  const pages = useMemo(() => groupPages(opened, room), [opened, room]);
  const { waiting, aside } = useMemo(() => standingOf(group, opened, pages), [group, opened, pages]);
  const [onScreen, setOnScreen] = useState(none);
  const [unshown, setUnshown] = useState(none);
  // Marks go with the decision; its tiles still say that they were seen.
  const [decided, setDecided] = useState(none);
  const scroller = useRef<HTMLDivElement>(null);

  const isCounted = ({ series, file, frame }: PagedImage) =>
    waiting.has(series.entry.key) && !unshown.has(nameOf(file.id, frame));
  const isMarked = ({ series: { entry }, file, frame }: PagedImage, known = marked) =>
    isSeen(known, entry.seriesKey, file.id, frame);
  /** The next page, from this one on and round the end, with an image to mark or with a series that was marked and not decided. */
  const nextOpen = (from: number, known: SeenImages, released: ReadonlySet<string>): number | null => {
    const isWhole = wholeBy(waiting, known);
    const isOpen = (image: PagedImage) =>
      isCounted(image) &&
      !released.has(image.series.entry.key) &&
      (!isMarked(image, known) || isWhole(image.series.entry.key));
    for (let n = 0; n < pages.count; n++) {
      const at = (from + n) % pages.count;
      if (pages.imagesOn(at).some(isOpen)) return at;
    }
    return null;
  };
  const [place, setPlace] = useState(() => ({ page: nextOpen(0, marked, none) ?? 0, active: 0 }));
  const page = Math.max(0, Math.min(place.page, pages.count - 1));
  const images: readonly PageImage[] = pages.imagesOn(page).map((image) => {
    const { key } = image.series.entry;
    // What became known of the file since then is in what waits now.
    const file = waiting.get(key)?.files.find(({ id }) => id === image.file.id) ?? image.file;
    const cause = aside.get(key)?.cause ?? 'checking';
    return {
      ...image,
      file,
      name: nameOf(file.id, image.frame),
      isSeen: isMarked(image) || (decided.has(key) && !waiting.has(key)),
      isAlone: !waiting.has(key) && cause !== 'checking',
    };
  });
  const counted = images.filter(isCounted);
  const ready = counted.filter((image) => image.isSeen || onScreen.has(image.name));
  const canMark = counted.length > 0 && ready.length === counted.length;
  const turnTo = (next: number) => {
    const at = Math.max(0, Math.min(pages.count - 1, next));
    if (at === page) return;
    scroller.current?.scrollTo({ top: 0 });
    setPlace({ page: at, active: 0 });
    setOnScreen(none);
  };
  const markPage = () => {
    if (!canMark) return;
    const sightings = counted
      .filter((image) => onScreen.has(image.name))
      .map(({ series, file, frame }) => ({ series: series.entry.seriesKey, id: file.id, frame, blanked: [] }));
    const entries = [...new Set(counted.flatMap(({ series }) => waiting.get(series.entry.key) ?? []))];
    const known = withSightings(marked, 'each', sightings);
    const released = new Set(releaseMarked(entries, known, { atIso: '' }).map(({ decision }) => decision.entry));
    const next = nextOpen(page + 1, known, released);
    setDecided(new Set([...decided, ...released]));
    props.onMark(sightings, entries);
    if (next === null) props.onEnd();
    else turnTo(next);
  };
  const brokenIds = new Set([...unshown].map((name) => Number.parseInt(name, 10)));
  const isBroken = ({ key, files }: WaitingEntry) => waiting.has(key) && files.some(({ id }) => brokenIds.has(id));
  const broken = brokenIds.size === 0 ? [] : opened.filter(isBroken);
  return {
    page,
    pages: pages.count,
    images,
    counted: counted.length,
    ready: ready.length,
    canMark,
    markPage,
    turnTo,
    scroller,
    /** Where a tile is taller than the page. @returns false where nothing scrolls */
    scrollBy: (step: 1 | -1): boolean => {
      const node = scroller.current;
      if (node === null || node.scrollHeight <= node.clientHeight) return false;
      node.scrollBy({ top: step * SCROLL_PX });
      return true;
    },
    active: Math.min(place.active, Math.max(0, images.length - 1)),
    setActive: (active: number) => setPlace({ page, active }),
    isOnScreen: ({ name }: PageImage) => onScreen.has(name),
    noteOnScreen: ({ name }: PageImage, isOn: boolean) => setOnScreen((before) => withOrWithout(before, name, isOn)),
    /** An image that could not be shown does not count, and is still known when its page is left. */
    noteStanding: ({ name }: PageImage, standing: TileStanding | null) => {
      if (standing !== null) setUnshown((before) => withOrWithout(before, name, standing === 'not-shown'));
    },
    /** Series that wait on whatever is seen on these pages. */
    alone: [...aside.values(), ...broken.map((entry): AloneEntry => ({ entry, cause: 'not-shown' }))].filter(
      ({ cause }) => cause !== 'checking',
    ),
  };
}

export type GroupPagesState = ReturnType<typeof useGroupPages>;

const none: ReadonlySet<string> = new Set();

function nameOf(id: number, frame: number): string {
  return `${id} ${frame}`;
}

/** What waits of the series on the pages and can still be marked there, and what waits and cannot, each by its key. */
function standingOf(group: ImageGroup, opened: readonly WaitingEntry[], pages: GroupPages) {
  const waiting = new Map(group.together.map((entry) => [entry.key, entry]));
  const smaller = opened.flatMap((entry): readonly AloneEntry[] => {
    const now = waiting.get(entry.key);
    return now !== undefined && hasSmallerText(entry, now) ? [{ entry: now, cause: 'smaller-text' }] : [];
  });
  const large = pages.alone.filter(({ entry }) => waiting.has(entry.key));
  const aside = new Map([...large, ...smaller, ...group.alone].map((one) => [one.entry.key, one]));
  for (const { entry } of smaller) waiting.delete(entry.key);
  return { waiting, aside };
}

/** Tells, asked as often as may be, of which series every image was marked. */
function wholeBy(waiting: ReadonlyMap<string, WaitingEntry>, marked: SeenImages): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const entry = waiting.get(key);
    const isWhole = entry !== undefined && areAllSeen(seenNumbers(marked, entry.seriesKey, entry.files));
    known.set(key, isWhole);
    return isWhole;
  };
}
