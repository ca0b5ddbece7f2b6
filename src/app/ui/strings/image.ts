import type { ImageProblem } from '../../../pipeline/contracts/image.protocol.ts';
import { countOf, formatCount } from '../format.ts';
import { boxesStrings } from './boxes.ts';

/** What stands in place of a picture: what is wrong, and what to do. */
type Advice = { readonly title: string; readonly advice: string };

const lookElsewhere = 'Look at it with another viewer before you release it.';

const problems: Readonly<Record<ImageProblem['code'], (what: string, layout: string) => Advice>> = {
  'no-pixels': () => ({ title: 'This file holds no image.', advice: 'See Tag changes for what it holds.' }),
  'no-frame': () => ({
    title: 'This frame is not in the file.',
    advice: `The file says that it has more frames than it holds. ${lookElsewhere}`,
  }),
  video: (what) => ({ title: `Video is not shown here (${what}).`, advice: lookElsewhere }),
  'unknown-syntax': (what) => ({ title: `Images in ${what} are not shown here.`, advice: lookElsewhere }),
  'unsupported-layout': (_, layout) => ({
    title: `Pixels of this kind are not shown here (${layout}).`,
    advice: lookElsewhere,
  }),
  'too-large': () => ({ title: 'This image is too large to be shown here.', advice: lookElsewhere }),
  damaged: (what) => ({
    title: `This image could not be decoded (${what}).`,
    advice: `It may be damaged, or not be what the file says. ${lookElsewhere}`,
  }),
  'not-blanked': (_, reason) => boxesStrings.notBlanked(reason),
  unreadable: () => ({
    title: 'The file could not be read.',
    advice: 'It may have been moved or changed since it was added. Add it again.',
  }),
  'decoder-lost': () => ({
    title: 'Decoding this image was stopped.',
    advice: `It took too long or needed too much memory. ${lookElsewhere}`,
  }),
};

/** Names of transfer syntaxes, by the end of the UID after 1.2.840.10008.1.2 (PS3.6 A). */
const syntaxes: Readonly<Record<string, string>> = {
  '': 'Implicit VR Little Endian',
  '.1': 'Explicit VR Little Endian',
  '.1.98': 'Encapsulated Uncompressed',
  '.1.99': 'Deflated Explicit VR',
  '.2': 'Explicit VR Big Endian',
  '.4.50': 'JPEG Baseline',
  '.4.51': 'JPEG Extended',
  '.4.57': 'JPEG Lossless',
  '.4.70': 'JPEG Lossless SV1',
  '.4.80': 'JPEG-LS Lossless',
  '.4.81': 'JPEG-LS Near-lossless',
  '.4.90': 'JPEG 2000 Lossless',
  '.4.91': 'JPEG 2000',
  '.4.92': 'JPEG 2000 Multi-component Lossless',
  '.4.93': 'JPEG 2000 Multi-component',
  '.4.100': 'MPEG-2 Main Level',
  '.4.101': 'MPEG-2 High Level',
  '.4.102': 'MPEG-4 H.264',
  '.4.103': 'MPEG-4 H.264 BD',
  '.4.104': 'MPEG-4 H.264 4.2 2D',
  '.4.105': 'MPEG-4 H.264 4.2 3D',
  '.4.106': 'MPEG-4 H.264 Stereo',
  '.4.107': 'HEVC H.265 Main',
  '.4.108': 'HEVC H.265 Main 10',
  '.4.110': 'JPEG XL Lossless',
  '.4.111': 'JPEG XL from JPEG',
  '.4.112': 'JPEG XL',
  '.4.201': 'HTJ2K Lossless',
  '.4.202': 'HTJ2K Lossless RPCL',
  '.4.203': 'HTJ2K',
  '.5': 'RLE Lossless',
  '.8.1': 'Deflated frames',
};

const syntaxName = (uid: string): string => syntaxes[uid.replace('1.2.840.10008.1.2', '')] ?? uid;

export const imageStrings = {
  syntaxName,
  problem: ({ code, transferSyntaxUid, layout }: ImageProblem): Advice =>
    problems[code](syntaxName(transferSyntaxUid) || 'an unknown transfer syntax', layout),
  loading: 'Reading the image',
  stage: 'Image, scrolls when zoomed',
  about: 'About the image',
  frame: (n: number, frames: number) => `${formatCount(n)} of ${formatCount(frames)}`,
  frameLabel: 'Frame',
  /** Of a small picture. */
  place: (file: number, files: number, frame: number, frames: number): string => {
    const place = `File ${formatCount(file)} of ${formatCount(files)}`;
    return frames > 1 ? `${place}, frame ${formatCount(frame)} of ${formatCount(frames)}` : place;
  },
  level: 'Level',
  width: 'Width',
  zoom: { group: 'Zoom', out: 'Zoom out', fit: 'Fit to view', in: 'Zoom in' },
  resetWindow: 'Reset',
  original: 'The picture is the original. Pixels leave this page as they are.',
  one: 'One image',
  sheet: 'Contact sheet',
  strip: 'Images of this series',
  choose: 'Show',
  held: (count: number) =>
    count === 1
      ? 'This image is held until you decide.'
      : `All ${formatCount(count)} images are held until you decide.`,
  /** Measured, never ticked. */
  seenMark: {
    seen: 'Seen',
    unseen: 'Not seen yet',
    part: (percent: number) => `${percent} % seen`,
    tooSmall: 'Too small to count as seen: zoom in',
    ownWindow: 'Counts under its own window only: reset',
  },
  whyHeld: 'Why it is held',
  window: 'Window',
  byTable: 'As the file’s own table says',
  overlays: (count: number) => `Show ${countOf(count, 'overlay', 'overlays')}`,
  confirm: {
    heading: 'Burned-in text',
    action: 'Nothing identifying',
    done: (count: number) => `You saw every image of ${countOf(count, 'file', 'files')} and said: nothing identifying.`,
    said: (count: number) =>
      `You said: nothing identifying in ${countOf(count, 'file', 'files')}, before every image was seen. The files do not claim clean pixels.`,
    others: (count: number) =>
      `${countOf(count, 'file is', 'files are')} held for another reason too, and stay held until you decide about that.`,
    undo: 'Take back',
  },
  notShown: 'Not shown',
} as const;
