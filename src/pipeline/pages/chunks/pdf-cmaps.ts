import { packed } from 'pdfjs-dist/cmaps?packed-folder';

/** Predefined CMaps (ISO 32000-1 9.7.5.2), packed, by file name. */
export const pdfCmaps = packed;
