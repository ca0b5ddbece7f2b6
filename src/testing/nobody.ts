import { cleanText } from '../deidentify/clean-text/clean-text.ts';
import { patientWordsOf } from '../deidentify/clean-text/patient-words.ts';
import { buildDataset } from './build-dataset.ts';

/** What a header says of its patient that names none. */
export const nobody = patientWordsOf(buildDataset([{ tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] }]));

/** A text as it is cleaned where the header names nobody. */
export const cleaned = (text: string): string => cleanText(text, nobody).text;
