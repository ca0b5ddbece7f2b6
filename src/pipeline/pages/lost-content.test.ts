import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { damageMessage, listenForLoss, lossMessages, restIgnored } from './lost-content.ts';

const library = ['pdf', 'pdf.worker']
  .map((name) => readFileSync(`node_modules/pdfjs-dist/legacy/build/${name}.mjs`, 'utf8'))
  .join('\n');

function listening() {
  const target = { warn: (_: unknown) => undefined, info: (_: unknown) => undefined };
  const heard = listenForLoss(target);
  return { target, heard };
}

describe('content that the library of PDF goes on without', () => {
  it('is told by messages that this version of the library has', () => {
    // In the source a message begins after a quote; this one ends behind something that is filled in.
    expect(library).toContain(`}${restIgnored}\``);
    for (const message of [...lossMessages.warning, ...lossMessages.info, damageMessage]) {
      const isThere = ["'", '"', '`'].some((quote) => library.includes(`${quote}${message}`));
      expect(isThere, message).toBe(true);
    }
  });

  it.each([
    ['warn', 'Warning: Unable to decode image "img_p0_1": "JpegError".'],
    ['warn', "Warning: Dependent image isn't ready yet"],
    ['warn', 'Warning: JpegImage.parse - reached the end of the image data without finding an EOI marker (0xFFD9).'],
    ['warn', 'Warning: Found EOI marker -- ignoring the rest of the image data.'],
    ['info', 'Info: Bad encoding in flate stream'],
    ['info', 'Info: bad white code'],
  ] as const)('is heard by %s: %s', (method, message) => {
    const { target, heard } = listening();
    expect(heard()).toEqual({ isDamaged: false, isLost: false });
    target[method](message);
    expect(heard()).toEqual({ isDamaged: false, isLost: true });
  });

  it('is nothing that a whole page may say', () => {
    const { target, heard } = listening();
    target.warn('Warning: TT: undefined function: 32');
    target.warn('Warning: Found DNL marker (0xFFDC) -- attempting to re-parse the JPEG image.');
    target.info('Info: Bad length "12" in stream.');
    expect(heard()).toEqual({ isDamaged: false, isLost: false });
    target.warn('Warning: Indexing all PDF objects');
    expect(heard()).toEqual({ isDamaged: true, isLost: false });
  });
});
