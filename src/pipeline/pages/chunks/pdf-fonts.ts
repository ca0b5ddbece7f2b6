import { packed } from 'pdfjs-dist/standard_fonts?packed-folder';

/** Fonts that stand in for those that a PDF names and does not bring (ISO 32000-1 9.6.2.2), packed, by file name. */
export const pdfFonts = packed;
