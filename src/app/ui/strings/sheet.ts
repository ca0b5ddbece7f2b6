import { countOf, formatCount } from '../format.ts';

type Look = 'as-is' | 'brightest' | 'darkest';

/** Texts of the sheets on which whole series are looked at. Loaded with them. */
export const sheetStrings = {
  views: { label: 'View', one: 'One', all: 'All at once', sheet: 'Sheet' },
  list: 'Tiles',
  tileSize: 'Tile size',
  pixels: (width: number) => `${Math.round(width)} px`,
  textFirst: 'Text found first',
  groups: 'Images in a tile',
  group: (most: number) => `Up to ${most}`,
  range: (first: number, count: number) =>
    count === 1 ? formatCount(first) : `${formatCount(first)}–${formatCount(first + count - 1)}`,
  kind: (kind: 'text' | 'clear' | 'unsearched', count: number, looks: readonly Look[]): string => {
    if (count > 1) return [`${formatCount(count)} images`, looks.join(' and ')].filter(Boolean).join(', ');
    if (kind === 'text') return 'text found';
    return kind === 'clear' ? 'no text found' : 'not searched';
  },
  ofSeries: (title: string, range: string) => `${title}, image ${range}`,
  name: (range: string, kind: string, standing: string) => `${range}, ${kind}, ${standing}`,
  standing: {
    seen: 'Seen',
    'on-screen': 'On screen',
    unseen: 'Not seen yet',
    'too-small': 'Too small',
    loading: 'Loading',
    'not-shown': 'Not shown',
    alone: 'Decide on its own',
    drowned: 'Too bright to count',
    waiting: 'Detector is looking',
    found: 'Text found in the tile',
    failed: 'Detector could not look',
  },
  page: (page: number, pages: number) => `Page ${formatCount(page)} of ${formatCount(pages)}`,
  previous: 'Previous page',
  next: 'Next page',
  mark: 'Mark page as seen',
  markKey: 'M',
  tooSmall: 'Tiles too small to count',
  seen: (seen: number, of: number) => `${formatCount(seen)} of ${countOf(of, 'tile', 'tiles')} seen`,
  detector: (found: number, none: number, unsearched: number): string =>
    [
      found > 0 && `text in ${countOf(found, 'image', 'images')}`,
      none > 0 && `none in ${formatCount(none)}`,
      unsearched > 0 && `${formatCount(unsearched)} not searched`,
    ]
      .filter(Boolean)
      .join(', '),
  detectorSays: 'Detector:',
  about: (most: number) =>
    `A tile shows the brightest pixel of up to ${most} images, so light text on any of them shows; where the ground is light, the darkest.`,
  drowned: (tiles: number) => `${countOf(tiles, 'tile is', 'tiles are')} so bright that text could drown.`,
  smaller: 'Smaller groups',
  oneByOne: 'One by one',
} as const;

/** Texts of the pages on which the images of several series are looked at together. */
export const pagesStrings = {
  /** Said of the button that opens them. */
  look: (pages: number) => `Look at them on ${countOf(pages, 'page', 'pages')}`,
  together: (series: number, images: number, alone: number): string =>
    [
      `${countOf(images, 'image', 'images')} of ${countOf(series, 'series', 'series')} together`,
      alone > 0 && `${formatCount(alone)} on ${alone === 1 ? 'its' : 'their'} own`,
    ]
      .filter(Boolean)
      .join(', '),
  heading: 'Images that wait',
  decidedLabel: 'Decided',
  close: 'Back to the queue',
  ready: (ready: number, of: number): string =>
    of === 0
      ? 'Nothing on this page counts.'
      : `${formatCount(ready)} of ${countOf(of, 'image', 'images')} on the screen long enough.`,
  allOnScreen: (of: number) =>
    of === 1
      ? 'The image of this page was on the screen.'
      : `All ${formatCount(of)} images of this page were on the screen.`,
  about:
    'To mark the page says Nothing identifying of each image on it, and decides a series once all of its images are marked.',
  whyNot: (of: number) =>
    of === 0 ? 'Nothing on this page counts' : 'Not every image of this page was on the screen long enough yet',
  alone: (series: number) =>
    series === 1 ? '1 series to decide on its own' : `${formatCount(series)} series to decide on their own`,
  causes: {
    text: 'The detector found text in it.',
    boxes: 'Boxes are drawn in it, or placed from the same device.',
    searching: 'The detector is still looking at it.',
    checking: 'It is being checked.',
    'not-releasable': 'Nobody can let it through as it is.',
    'too-large': 'An image does not fit this window at the size at which it can be read.',
    'smaller-text': 'Smaller text was found in it meanwhile. Open the pages again to see it larger.',
    'not-shown': 'An image cannot be shown.',
  },
} as const;
