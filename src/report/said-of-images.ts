import { type PixelStatement, type PixelWord, pixelWordOf } from '../deidentify/pixel-statement.ts';

/** What a person said of the images, in words that claim no more than the numbers do. */
export function saidOfImages(statement: PixelStatement): string {
  return words[pixelWordOf(statement)];
}

const words: Readonly<Record<PixelWord, string>> = {
  unstated: 'nothing said of the images',
  confirmed: 'nothing identifying, every image seen',
  'not-all-seen': 'nothing identifying, not every image seen',
  'over-text': 'nothing identifying, over text that was found',
  'let-through': 'let through unseen',
};
