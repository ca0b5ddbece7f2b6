/**
 * What pdfjs-dist 5.6.205 says where it goes on without a part of a page, or with a damaged one, although it was told to stop at
 * errors: it throws for operators, fonts and patterns, and only warns for pictures and for streams that end early. Beginnings of its
 * messages; a test looks for each in the library.
 */
export const lossMessages = {
  warning: [
    // Pictures: not decoded, not there, of no size, or a JPEG that is torn.
    'Unable to decode image',
    'Unable to decode inline image',
    "Dependent image isn't ready yet",
    'Image dimensions are missing',
    'BMP image decoding failed',
    'decodeScan - ',
    'readDataBlock - incorrect length',
    'JpegImage.parse - ',
    'OpenJPEG: ',
    // A picture inside the content whose end was guessed.
    'findDefaultInlineStreamEnd',
    'Inline DCTDecode image stream: ',
    'Inline ASCII85Decode image stream: ',
    'Inline ASCIIHexDecode image stream: ',
    // Streams that are read as something else, or not at all.
    'Filter "',
    'Invalid stream: ',
    // Operators and letters that are left out.
    'Skipping ',
    'Unterminated string',
    'getOperatorList - ignoring',
    'Type3 character "',
    'Type3 font resource "',
    'Invalid font matrix for font ',
    'getPathGenerator - ignoring character',
  ],
  info: [
    // Flate (RFC 1951) and fax (ITU-T T.4, T.6): decoding ends or guesses.
    'Bad encoding in flate stream',
    'Bad block header in flate stream',
    'bad 2d code',
    'Bad two dim code',
    'bad white code',
    'bad black code',
    'invalid code',
    'row is wrong length',
  ],
} as const;

/** A table of objects that is damaged: what stood behind the damage may be missing, and a page without its content is white. */
export const damageMessage = 'Indexing all PDF objects';

/** Ends what is said of a JPEG with fewer rows than its header promises; the beginning says why. */
export const restIgnored = ' -- ignoring the rest of the image data.';

type Heard = { readonly isDamaged: boolean; readonly isLost: boolean };

/**
 * Takes the console of this worker over, which is where the library says it. Nothing goes on to the console: messages may quote the
 * document.
 * @returns what was said since this was called
 */
export function listenForLoss(target: Pick<Console, 'warn' | 'info'>): () => Heard {
  let isDamaged = false;
  let isLost = false;
  const hear = (prefix: string, beginnings: readonly string[]) => (message: unknown) => {
    const text = String(message);
    const said = text.startsWith(prefix) ? text.slice(prefix.length) : text;
    isDamaged ||= said.startsWith(damageMessage);
    isLost ||= beginnings.some((one) => said.startsWith(one)) || said.endsWith(restIgnored);
  };
  target.warn = hear('Warning: ', lossMessages.warning);
  target.info = hear('Info: ', lossMessages.info);
  return () => ({ isDamaged, isLost });
}
