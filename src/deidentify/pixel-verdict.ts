/**
 * What is known of the pixels of one file: nothing identifying can be in them; they may show text and nobody looked; or
 * a person looked and saw none.
 */
export type PixelVerdict = 'clean' | 'not-reviewed' | 'confirmed';
