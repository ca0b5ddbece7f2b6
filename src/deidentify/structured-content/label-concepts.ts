import type { Concept } from './content-item.ts';

/** Concepts of short texts that programs key on, by scheme (PS3.16): names, not sentences. */
const labels: Readonly<Record<string, ReadonlySet<string>>> = {
  DCM: new Set([
    '125203', // Acquisition Protocol
    '112039', // Tracking Identifier
    '111001', // Algorithm Name
    '111003', // Algorithm Version
    '113720', // Calibration Protocol
    '113815', // Patient Model
    '126070', // Subject Time Point Identifier
    '126071', // Protocol Time Point Identifier
  ]),
  NCIt: new Set(['C67447']), // Activity Session
  UMLS: new Set(['C2348792']), // Time Point
};

/** True when a text under a concept is a name that stands for a setting, a program or a thing that is followed. */
export function isLabelConcept({ code, scheme }: Pick<Concept, 'code' | 'scheme'>): boolean {
  return Object.hasOwn(labels, scheme) && labels[scheme]?.has(code) === true;
}
