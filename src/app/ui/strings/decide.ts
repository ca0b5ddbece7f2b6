import { countOf, formatCount } from '../format.ts';

const images = (count: number) => countOf(count, 'image', 'images');
const files = (count: number) => countOf(count, 'file', 'files');
/** What opened decisions, the review and Deliver have brought about. */
const elsewhere = {
  blanked: (count: number) => `${files(count)} with boxes blanked`,
  'nothing-identifying': (count: number) => `${files(count)} said to show nothing identifying`,
  'let-through': (count: number) => `${files(count)} let through with a note`,
  'texts-read': (count: number) => `${files(count)} whose texts were read`,
  value: (count: number) => `${files(count)} with values decided`,
  document: (count: number) => `${files(count)} whose document was replaced`,
  'left-out': (count: number) => `${files(count)} left out`,
} as const;
const series = (count: number) => countOf(count, 'series', 'series');

/** Texts of the step in which a person settles what waits. Loaded with it. */
export const decideStrings = {
  region: 'Decide',
  heading: 'Waiting for you',
  list: 'Waiting',
  status: 'Decided',
  /** Tests read it word by word: plain integers, no grouping. */
  decided: (decided: number, total: number) => `${decided} of ${total} decided`,
  views: { label: 'View', queue: 'Queue', image: 'Image' },
  reasons: {
    patient: 'Patient without a new ID',
    'may-show-text': 'May show text',
    geometry: 'Geometry would change',
    identifier: 'An identifier remains',
    report: 'Report',
    document: 'Document',
    'not-understood': 'Not fully understood',
    other: 'Other reasons',
  },
  proposals: {
    blank: (count: number) => `Blank ${countOf(count, 'box', 'boxes')}`,
    blankFromDevice: (count: number) => `Blank ${countOf(count, 'box', 'boxes')} from the same device`,
    look: (count: number) => (count === 1 ? 'Look at the image' : `Look at ${formatCount(count)} images`),
    wait: 'Text is still looked for',
    nothing: 'Nothing identifying',
    'leave-out': 'Leave out',
    'leave-document': 'Leave document out',
    'blank-page': 'Blank page',
    pages: 'Pages as pictures',
    'let-through': 'Let through with a note',
    'switch-purpose': 'Switch to Neuroimaging',
    'remove-value': 'Remove the value',
    replace: 'Replace the value',
    'not-an-identifier': 'Not an identifier',
  },
  untitled: 'Series without name',
  imagesWord: (count: number) => (count === 1 ? 'image' : 'images'),
  proposal: (proposal: string) => `Proposal: ${proposal}`,
  decision: 'Decision',
  lead: {
    images: (count: number) =>
      count === 1
        ? 'This image may show text that identifies.'
        : `These ${images(count)} may show text that identifies.`,
    files: (count: number) =>
      count === 1 ? 'This file waits until you decide.' : `These ${files(count)} wait until you decide.`,
  },
  why: 'Why it waits',
  record: 'What the record will say',
  seenLarge: 'Seen large enough',
  seenInProjections: 'Seen in projections',
  byDetector: 'Checked by the detector',
  seenAfter: 'Seen after blanking',
  /** Of images with boxes, as they will be saved. */
  afterwards: {
    all: 'Every image was seen with its boxes blanked.',
    notAll:
      'Not every image was seen after blanking, so the files will not claim clean pixels. To see them, choose After and go through the images.',
  },
  ofAll: (count: number, all: number) => `${formatCount(count)} of ${formatCount(all)}`,
  allSeen: 'Every image was seen.',
  checkedAgain: 'These files have to be checked again before anything can be decided about them.',
  initials: {
    label: 'Your initials',
    none: 'optional',
    about: 'They stand beside each decision in the records, which stay with you, and nowhere in the files.',
  },
  lookFirst: {
    blank: 'Blanking needs one image seen with these boxes blanked.',
    nothing: 'Nothing identifying needs one image seen as it is (Before), large enough to read.',
  },
  acts: {
    blank: (count: number) => `Blank ${countOf(count, 'box', 'boxes')}`,
    look: {
      part: 'Look at the next part',
      image: 'Look at the next image',
      page: 'Mark page as seen',
      one: 'Look at one image at a time',
      boxes: 'Look with the boxes blanked',
    },
    wait: 'Text is still looked for',
    nothing: 'Nothing identifying',
    'leave-out': 'Leave out',
    'leave-document': 'Leave document out',
    'blank-page': 'Blank page',
    pages: 'Pages as pictures',
    'let-through': 'Let through with a note…',
    'switch-purpose': 'Switch to Neuroimaging',
    'remove-value': 'Remove the value',
    replace: 'Replace…',
    'not-an-identifier': 'Not an identifier',
    skip: 'Skip',
    back: 'Back',
    undo: 'Undo',
  },
  cancel: 'Cancel',
  asked: {
    'let-through': {
      label: 'Note for the record',
      hint: 'No names, no numbers',
      about: 'The note goes into the records, with the time.',
      act: (count: number) => `Let ${files(count)} through`,
    },
    replace: {
      label: 'New value',
      hint: 'Nothing that identifies',
      about: 'The finished file is searched again. It waits again if the new value identifies.',
      act: (count: number) => `Replace in ${files(count)}`,
    },
    'not-an-identifier': {
      label: 'Why it does not identify',
      hint: 'No names, no numbers',
      about: 'The reason goes into the records, with the time. The value stays in the file.',
      act: (count: number) => `Keep in ${files(count)}`,
    },
    'over-text': {
      label: 'Why it does not identify',
      hint: 'No names, no numbers',
      about:
        'The program found a text that matches this patient’s header. The reason goes into the records, and the files will say that text was left in.',
      act: (count: number) => `Nothing identifying in ${files(count)}`,
    },
  },
  filesOf: (title: string) => `Files of ${title}`,
  inspect: 'Show what changes in it',
  value: {
    heading: (attribute: string) => `The value of ${attribute}`,
    loading: 'Reading the value.',
    unreadable: 'The value cannot be shown here. Look at what changes in the file.',
    before: 'In the file',
    after: 'As it would go out',
    marked: (labels: readonly string[]) => `Marked: ${labels.join(', ')}.`,
  },
  onlyLeaveOut: 'These files cannot be let through as they are.',
  missing: {
    heading: 'Patient IDs in these files',
    noId: 'No Patient ID',
    leaveOut: (count: number) => `Leave out all ${series(count)} of this patient`,
    more: (count: number) => `and ${formatCount(count)} more`,
  },
  drawing: {
    status: 'Pages as pictures',
    loading: 'Opening the document.',
    page: (page: number, pages: number, file: number, of: number) =>
      `Drawing page ${formatCount(page)} of ${formatCount(pages)}${of === 1 ? '' : `, document ${formatCount(file)} of ${formatCount(of)}`}.`,
    about:
      'The pages wait as images then: look at them, and blank what identifies. Nothing else of the document leaves.',
    problem: (path: string, why: string) => `${path}: ${why} Leave it out, or put a blank page in its place.`,
    problems: {
      'no-document': () => 'No PDF was found in the file.',
      unreadable: () => 'The file could not be read again.',
      encrypted: () => 'The PDF asks for a password, so that its pages cannot be drawn.',
      broken: () => 'The PDF is damaged, and its pages cannot be drawn.',
      'no-pages': () => 'The PDF has no pages.',
      'too-many-pages': () => 'The PDF has more than 100 pages, too many to be drawn here.',
      'too-large': () => 'The PDF is too large to be drawn here: over 128 MB, or pictures of more than 512 MB.',
      'no-room': () => 'There is no room for its pictures: those of all documents here may have 512 MB together.',
      'page-broken': (page: number) => `Page ${formatCount(page)} cannot be drawn as a whole.`,
      'page-too-large': (page: number) =>
        `Page ${formatCount(page)} is too large to be drawn readably: it is longer than 61 cm (24 inches).`,
      'too-slow': (page: number) =>
        page === 0
          ? 'The PDF could not be opened in the time that is given.'
          : `Page ${formatCount(page)} could not be drawn in the time that is given.`,
      'not-loaded': () => 'What draws pages could not be loaded. Connect to the network once, and try again.',
      cancelled: () => 'Cancelled.',
    },
  },
  toasts: {
    blanked: (boxes: number, count: number, title: string, placedIn = 0) =>
      `Blanked ${countOf(boxes, 'box', 'boxes')} in ${images(count)} of ${title}${placedIn === 0 ? '' : `. Placed in ${formatCount(placedIn)} other series of the same device, which wait`}`,
    'nothing-identifying': (count: number, title: string, unseen: number) =>
      `Nothing identifying in ${images(count)} of ${title}${unseen === 0 ? '' : `, ${formatCount(unseen)} of them not seen`}`,
    'let-through': (count: number, title: string) => `Let ${files(count)} of ${title} through`,
    'left-out': (count: number, title: string) => `Left out ${files(count)} of ${title}`,
    'blank-page': (count: number, title: string) => `A blank page in ${files(count)} of ${title}`,
    pages: (count: number, pages: number, title: string) =>
      `${countOf(pages, 'page', 'pages')} of ${files(count)} of ${title} re-drawn as pictures`,
    value: {
      remove: (count: number, title: string) => `Removed a value in ${files(count)}, first in ${title}`,
      replace: (count: number, title: string) => `Replaced a value in ${files(count)}, first in ${title}`,
      'not-an-identifier': (count: number, title: string) => `Kept a value in ${files(count)}, first in ${title}`,
    },
    'purpose-switched': 'The whole batch follows the purpose Neuroimaging',
    more: (count: number) => `and in ${formatCount(count)} more series`,
  },
  /** Said after a decision. */
  next: (title: string, count: number, proposal: string, decided: string) =>
    `Next: ${title}, ${images(count)}, proposal: ${proposal}. ${decided}.`,
  done: {
    heading: (decided: number, total: number) => `${decided} of ${total} decided`,
    nothing: 'Nothing waits for you',
    nothingAbout: 'Every file that can leave is ready. You can look at any image in Review.',
    checking: 'Files are still being checked. What has to wait for you will come here.',
    counts: {
      blanked: (count: number) => `${series(count)} blanked`,
      confirmed: (count: number) => `${series(count)} seen and confirmed`,
      'nothing-identifying': (count: number) => `${series(count)} said to show nothing identifying, not all seen`,
      'let-through': (count: number) => `${series(count)} let through with a note`,
      'left-out': (count: number) => `${series(count)} left out`,
      'blank-page': (count: number) => `${series(count)} with a blank page`,
      pages: (count: number) => `${series(count)} with pages re-drawn as pictures`,
      value: (count: number) => `values decided in ${series(count)}`,
      'purpose-switched': (count: number) => `${series(count)} kept by another purpose`,
    },
  },
  card: {
    heading: 'Decisions',
    seen: (each: number, inProjections: number, all: number): string => {
      const oneByOne = `${formatCount(each)} of ${formatCount(all)} seen large enough`;
      return inProjections === 0 ? oneByOne : `${oneByOne}, ${formatCount(inProjections)} in projections`;
    },
    takeBack: (said: string) => `Undo: ${said}`,
    about: 'It waits again, and is opened in Decide',
    laterFirst: 'A later decision about the same files has to be undone first',
    all: (count: number) => `Show all ${formatCount(count)}`,
    fewer: 'Show the last ones only',
    elsewhere: (counts: readonly (readonly [keyof typeof elsewhere, number])[]) =>
      `In force beside what was decided in Decide since this page was opened: ${counts.map(([kind, count]) => elsewhere[kind](count)).join(', ')}. Open one of these files in Review to look at it or to change it.`,
  },
  foot: {
    stays: 'What waits stays out',
    deliver: (count: number) => (count === 0 ? 'Go to Deliver' : `Deliver ${files(count)}`),
    save: 'Save decisions',
    open: 'Open decisions',
    review: 'Back to review',
    ready: 'ready',
  },
  slider: 'Image',
  openShortcuts: 'Shortcuts',
  shortcuts: {
    heading: 'Shortcuts',
    rows: [
      ['Enter', 'What the first button says'],
      ['N', 'Nothing identifying, not an identifier'],
      ['R', 'Replace the value'],
      ['X', 'Leave out'],
      ['→ ←', 'Skip, back'],
      ['↑ ↓', 'Previous, next image'],
      ['Page keys', 'Ten images on or back; on a sheet, the page'],
      ['1 2 3', 'One image, all at once, sheet'],
      ['M', 'Mark the page of a sheet as seen, next page'],
      ['Z, Ctrl+Z', 'Undo the last decision'],
      ['A', 'Before, after'],
      ['B, V', 'Draw a box, select'],
      ['Arrows', 'Move the box, with Shift by 10, with Alt resize'],
      ['Space', 'Tick or untick the box'],
      ['Delete', 'Delete the box'],
      ['+ − 0', 'Zoom in, out, fit'],
      ['S', 'Next scope'],
      ['?', 'This list'],
      ['Esc', 'Close, back to the image'],
    ],
    about: 'Single letters do nothing where text is written.',
  },
} as const;
