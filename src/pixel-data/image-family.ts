/** Kinds of images that are judged alike. */
export type ImageFamily =
  | 'document'
  | 'secondary-capture'
  | 'ultrasound'
  | 'visible-light'
  | 'projection'
  | 'cross-section'
  | 'grid';

/** SOP classes below 1.2.840.10008.5.1.4.1.1 (PS3.4 B.5 and B.6); visible light has a whole branch of its own. */
const root = '1.2.840.10008.5.1.4.1.1.';
const visibleLightBranch = `${root}77.1.`;

const sopClasses: Readonly<Record<Exclude<ImageFamily, 'visible-light'>, readonly string[]>> = {
  // PDF, CDA, STL, OBJ, MTL
  document: ['104.1', '104.2', '104.3', '104.4', '104.5'],
  'secondary-capture': ['7', '7.1', '7.2', '7.3', '7.4'],
  ultrasound: ['3', '3.1', '6', '6.1', '6.2'],
  // CR, DX, MG, IO, XA, XRF, 3D X-ray, breast tomosynthesis and projection, RT Image
  projection: [
    ...['1', '1.1', '1.1.1', '1.2', '1.2.1', '1.3', '1.3.1'],
    ...['12.1', '12.1.1', '12.2', '12.2.1', '12.3'],
    ...['13.1.1', '13.1.2', '13.1.3', '13.1.4', '13.1.5'],
    '481.1',
  ],
  // CT, MR, NM, PET, each with its enhanced and legacy converted forms
  'cross-section': ['2', '2.1', '2.2', '4', '4.1', '4.3', '4.4', '5', '20', '128', '128.1', '130'],
  // Parametric Map, Segmentation, Label Map and Height Map Segmentation, RT Dose: numbers and masks
  grid: ['30', '66.4', '66.7', '66.8', '481.2'],
};

const familyBySopClass: ReadonlyMap<string, ImageFamily> = new Map(
  Object.entries(sopClasses).flatMap(([family, ends]) =>
    ends.map((end) => [`${root}${end}`, family as ImageFamily] as const),
  ),
);

/** Modalities (PS3.3 C.7.3.1.1.1) that decide beside, or against, the SOP class. */
const familyByModality: ReadonlyMap<string, ImageFamily> = new Map(
  (
    [
      ['secondary-capture', ['SC', 'OT', 'DOC']],
      ['ultrasound', ['US', 'IVUS', 'EPS']],
      ['visible-light', ['XC', 'ES', 'GM', 'OP', 'SM']],
      ['projection', ['CR', 'DX', 'MG', 'PX', 'IO', 'RF', 'XA', 'RG', 'RTIMAGE']],
      ['cross-section', ['CT', 'MR', 'PT', 'NM']],
    ] as const
  ).flatMap(([family, modalities]) => modalities.map((modality) => [modality, family] as const)),
);

/** @returns null for SOP classes that are not known to be one of these families, private ones among them. */
export function familyOfSopClass(sopClassUid: string): ImageFamily | null {
  if (sopClassUid.startsWith(visibleLightBranch)) return 'visible-light';
  return familyBySopClass.get(sopClassUid) ?? null;
}

export function familyOfModality(modality: string): ImageFamily | null {
  return familyByModality.get(modality) ?? null;
}
