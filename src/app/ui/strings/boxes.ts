import { countOf, formatCount } from '../format.ts';

const boxesOf = (count: number) => countOf(count, 'box', 'boxes');
const imagesOf = (count: number) => countOf(count, 'image', 'images');

type Size = { readonly columns: number; readonly rows: number };
type Place = Size & { readonly column: number; readonly row: number };

const sizeOf = ({ columns, rows }: Size) => `${columns} × ${rows} pixels`;

export const boxesStrings = {
  heading: 'Boxes',
  layer: 'Boxes on the image',
  empty:
    'Draw a box over each text that says who this is: press Draw box and drag, or press B for one to move by arrow keys.',
  name: (number: number, box: Size, isTicked: boolean) =>
    `Box ${number}, ${sizeOf(box)}, ${isTicked ? 'will be blanked' : 'stays'}`,
  inList: (number: number, place: Place) => `Box ${number}, ${sizeOf(place)} at ${place.column}, ${place.row}`,
  tickAll: 'Tick all',
  tickNone: 'Tick none',
  delete: (number: number) => `Delete box ${number}`,
  /** Said while a box is moved by keys. */
  place: (place: Place) => `Column ${place.column}, row ${place.row}, ${sizeOf(place)}`,
  deleted: (number: number) => `Box ${number} deleted`,
  keys: 'Arrow keys move it, with Shift by 10, with Alt they resize. Space ticks, Delete removes.',
  tools: { group: 'Tools', select: 'Select', draw: 'Draw box' },
  picture: { group: 'Picture', before: 'Before', after: 'After' },
  scope: {
    label: 'Apply to',
    image: 'This image',
    series: 'Series',
    device: 'Same device',
    sameDevice: (count: number) => `Same device: ${formatCount(count)} series`,
    why: {
      'unknown-device': 'Same device: these images do not say manufacturer, model and station of the device.',
      'no-other': 'Same device: no other series of this device waits without boxes.',
      'other-size': 'Same device: the images of its other series have another size.',
      'several-sizes': 'Same device: the images of this series have several sizes.',
    },
  },
  /** Said with *Same device*. */
  placed: (others: number) =>
    `The boxes are placed in ${countOf(others, 'other series', 'other series')} as well. Each of them waits until you confirm it.`,
  fromDevice: 'Boxes from the same device. Nothing is blanked here until you confirm them.',
  /** Boxes by device of decisions that were opened. */
  opened: {
    list: 'Opened boxes of this device',
    boxes: (count: number, date: string) => `${boxesOf(count)} of ${date}, from opened decisions`,
    remove: 'Remove',
    removeOne: (number: number) => `Remove opened boxes ${number}`,
    removed: (count: number) => `${boxesOf(count)} no longer proposed for this device.`,
  },
  frames: (frames: number) => `In all ${formatCount(frames)} frames.`,
  reach: (images: number, displayed: number) =>
    `${imagesOf(images)}, ${formatCount(displayed)} of them displayed so far at full size.`,
  otherSize: (count: number) =>
    count === 1
      ? '1 image of another size is not among them.'
      : `${formatCount(count)} images of another size are not among them.`,
  blank: (count: number) => `Blank ${boxesOf(count)}`,
  takeAway: 'Take the boxes away',
  undo: 'Undo',
  claims:
    'Boxes are black in the saved file; in a JPEG the blocks that a box touches are black as a whole. Nothing else in the image changes. Unless every image was seen with its boxes blanked, which Decide shows before you set them, the files say Patient Identity Removed NO and do not claim clean pixels.',
  done: (images: number) => `Boxes are set in ${imagesOf(images)} and blanked when they are saved.`,
  checking: (images: number) => `Checking ${imagesOf(images)} with boxes.`,
  stays: (images: number, reason: string) =>
    `${images === 1 ? '1 image with boxes stays' : `${formatCount(images)} images with boxes stay`} held: ${reason}`,
  original: 'The picture is the original. After shows it with its boxes blanked.',
  after: 'The picture shows the boxes as they are blanked. Overlays go with them.',
  notBlanked: (reason: string) => ({
    title: 'The boxes cannot be blanked in this image.',
    advice: `${reason}. Before shows the original.`,
  }),
} as const;
