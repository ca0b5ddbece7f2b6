import type { OptionName, Profile } from '../../profile/profile.ts';

/** Codes of CID 7050 De-identification Method, coding scheme DCM (PS3.16). */
export const methodCodes = {
  '113100': 'Basic Application Confidentiality Profile',
  '113101': 'Clean Pixel Data Option',
  '113102': 'Clean Recognizable Visual Features Option',
  '113103': 'Clean Graphics Option',
  '113104': 'Clean Structured Content Option',
  '113105': 'Clean Descriptors Option',
  '113106': 'Retain Longitudinal Temporal Information Full Dates Option',
  '113107': 'Retain Longitudinal Temporal Information Modified Dates Option',
  '113108': 'Retain Patient Characteristics Option',
  '113109': 'Retain Device Identity Option',
  '113110': 'Retain UIDs Option',
  '113111': 'Retain Safe Private Option',
  '113112': 'Retain Institution Identity Option',
} as const;

export type MethodCode = keyof typeof methodCodes;

export function isMethodCode(text: string): text is MethodCode {
  return Object.hasOwn(methodCodes, text);
}

/**
 * Codes that a run earns when attributes and pixels are clean: the profile's and those of its options. 113101 goes
 * with parts that were blanked and seen, 113102 speaks of faces, which nothing here takes away. QMENTA's published table leaves most of the Basic Profile undone. The
 * codes of dates go with what (0028,0303) says in the end (`dateCodes`).
 * @param keepsSafePrivate own rules keep some of what Retain Safe Private would
 */
export function earnedCodes(
  { preset, options }: Pick<Profile, 'preset' | 'options'>,
  keepsSafePrivate: boolean,
): readonly MethodCode[] {
  if (preset === 'qmenta') return [];
  const ofRules: readonly MethodCode[] = keepsSafePrivate ? ['113111'] : [];
  return [...new Set<MethodCode>(['113100', ...options.flatMap((option) => optionCodes[option] ?? []), ...ofRules])];
}

const optionCodes: Readonly<Partial<Record<OptionName, MethodCode>>> = {
  cleanGraphics: '113103',
  cleanStructuredContent: '113104',
  cleanDescriptors: '113105',
  retainPatientCharacteristics: '113108',
  retainDeviceIdentity: '113109',
  retainUids: '113110',
  retainSafePrivate: '113111',
  retainInstitutionIdentity: '113112',
};

/** What somebody said about the file before, and what of it is still true after this run. */
export type PriorClaims = {
  /** False where texts of a report or of annotations were cleaned, and nobody has read what is left. */
  readonly areTextsRead: boolean;
  readonly isBurnedInAnnotationNo: boolean;
  readonly isRecognizableVisualFeaturesNo: boolean;
};

/**
 * Earlier codes that this run leaves true. Codes of "retain" options are dropped: the run has removed what they
 * speak of. Pixel codes stand only beside the attribute that they require (PS3.15 E.3.1, E.3.2).
 */
export function stillTrue(prior: readonly MethodCode[], claims: PriorClaims): readonly MethodCode[] {
  return prior.filter((code) => {
    if (code === '113101') return claims.isBurnedInAnnotationNo;
    if (code === '113102') return claims.isRecognizableVisualFeaturesNo;
    if (code === '113103' || code === '113104') return claims.areTextsRead;
    return code === '113100' || code === '113105';
  });
}
