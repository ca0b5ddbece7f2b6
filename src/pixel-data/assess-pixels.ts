import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { familyOfModality, familyOfSopClass, type ImageFamily } from './image-family.ts';
import { type ImageHeader, readImageHeader } from './image-header.ts';
import { type PixelReasonCode, pixelReasons } from './pixel-reason.ts';
import { ultrasoundRegions } from './ultrasound-regions.ts';

/** A: a person must look before it leaves. B: may show text, leaves marked as not reviewed. C: text unlikely. */
type PixelRiskClass = 'A' | 'B' | 'C' | 'none';

/** How likely a file's image shows text, and why. */
export type PixelAssessment = {
  readonly riskClass: PixelRiskClass;
  readonly code: PixelReasonCode;
  /** The code in plain words. */
  readonly reason: string;
  /** An encapsulated document: nothing to look at here, it can only be left out. */
  readonly isDocument: boolean;
  /** False when the pixel data holds something that a look at the image does not show, so that no look confirms it. */
  readonly showsAll: boolean;
};

type Verdict = { readonly riskClass: PixelRiskClass; readonly code: PixelReasonCode };

const a = (code: PixelReasonCode): Verdict => ({ riskClass: 'A', code });
const b = (code: PixelReasonCode): Verdict => ({ riskClass: 'B', code });

/**
 * Judges from the header whether an image may show identifying text. First match wins, and what no line knows is class
 * A. Burned In Annotation NO lowers a guess from A to B and never further: scanners write it on images full of text. It
 * does not lower what the same header says of itself, as a slide label, a capture or an ultrasound screen.
 * @see PS3.3 C.7.6.1.1.4 (Burned In Annotation), PS3.15 E.3.1
 */
export function assessPixels(dataset: IndexedDataset): PixelAssessment {
  const header = readImageHeader(dataset);
  const verdict = assessDeclared(header) ?? assessKind(header, dataset);
  if (verdict.riskClass === 'A' && guesses.has(verdict.code) && header.burnedInAnnotation === 'NO') {
    return assessmentOf(b(verdict.code), ', though Burned In Annotation is NO');
  }
  return assessmentOf(verdict, '');
}

/** Class A because nothing in the header says that the image is free of text. */
const guesses: ReadonlySet<PixelReasonCode> = new Set([
  'visible-light',
  'not-original',
  'no-acquisition-values',
  'unknown-kind',
]);

function assessmentOf({ riskClass, code }: Verdict, addition: string): PixelAssessment {
  const isDocument = code === 'encapsulated-document';
  return { riskClass, code, reason: pixelReasons[code] + addition, isDocument, showsAll: true };
}

/** What the header declares in so many words. */
function assessDeclared(header: ImageHeader): Verdict | null {
  if (header.hasEncapsulatedDocument || familyOfSopClass(header.sopClassUid) === 'document') {
    return a('encapsulated-document');
  }
  if (!header.hasPixels && !header.hasNestedPixels) return { riskClass: 'none', code: 'no-pixels' };
  // Anything that begins like YES: a misspelt warning is still one.
  if (header.burnedInAnnotation.startsWith('Y')) return a('burned-in-annotation');
  if (header.recognizableVisualFeatures.startsWith('Y')) return a('recognizable-features');
  return null;
}

function assessKind(header: ImageHeader, dataset: IndexedDataset): Verdict {
  if (!header.hasPixels) return a('nested-image');
  if (header.specimenLabelInImage.startsWith('Y')) return a('slide-label');
  const families = familiesOf(header);
  if (families.has('secondary-capture') || captures.has(header.conversionType)) return a('secondary-capture');
  if (familyOfSopClass(header.sopClassUid) === 'grid') return assessGrid(header);
  if (header.imageType.some(isScreenOrReport) || isAnnotatedLocalizer(header.imageType)) return a('screen-or-report');
  if (isNamedLikeReport(header)) return a('series-description');
  const isSlide = header.imageType.some((value) => slideImages.has(value));
  if (isSlide && (families.has('visible-light') || families.has(null))) return a('slide-label');
  if (familyOfSopClass(header.sopClassUid) === null) return a('unknown-kind');
  if (families.has('ultrasound')) {
    return a(ultrasoundRegions(dataset) === null ? 'ultrasound-without-regions' : 'ultrasound');
  }
  if (families.has('visible-light')) return a('visible-light');
  if (families.has('projection')) return b('projection');
  return assessCrossSection(header);
}

/**
 * Segmentations, label maps, parametric maps and dose grids: each value is a number or a mask, whatever Image Type and
 * the name of the series say of dose. One in colour, or one that calls itself a screen, is a picture.
 */
function assessGrid({ imageType, samplesPerPixel }: ImageHeader): Verdict {
  if (imageType.some((value) => /SCREEN|SAVE|REPORT/.test(value))) return a('screen-or-report');
  return samplesPerPixel > 1 ? a('colour-or-8-bit') : { riskClass: 'C', code: 'numbers-or-masks' };
}

/** CT, MR, PET and NM: only what a scanner plainly acquired itself is thought free of text. */
function assessCrossSection(header: ImageHeader): Verdict {
  // Before the rest: captures are known to carry the Image Type of the images they show.
  const isCtOrMr = header.modality !== 'PT' && header.modality !== 'NM';
  if (header.samplesPerPixel > 1 || (isCtOrMr && header.bits > 0 && header.bits <= 8)) return a('colour-or-8-bit');
  if (header.imageType[0] !== 'ORIGINAL' || header.imageType[1] !== 'PRIMARY') return a('not-original');
  if (!header.hasAcquisitionValues) return a('no-acquisition-values');
  return { riskClass: 'C', code: 'original-acquisition' };
}

function familiesOf({ sopClassUid, modality }: ImageHeader): ReadonlySet<ImageFamily | null> {
  return new Set([familyOfSopClass(sopClassUid), familyOfModality(modality)]);
}

/** Conversion Type: workstation, digitized document, film, video or slide, scanned (PS3.3 C.8.6.1). */
const captures: ReadonlySet<string> = new Set(['WSD', 'DI', 'DF', 'DV', 'SD', 'SI']);

/** Values of Image Type that whole-slide images have for other than the tissue (PS3.3 C.8.12.4.1.1). */
const slideImages: ReadonlySet<string> = new Set(['LABEL', 'OVERVIEW', 'THUMBNAIL']);

/**
 * SECONDARY, SCREEN SAVE, REPORT…; dose, protocol, MIP and 3D as words of their own, as DIS3D is a plain distortion
 * correction and iDose a reconstruction.
 */
function isScreenOrReport(value: string): boolean {
  return /^SECONDARY$|SAVE|SCREEN|REPORT|VOLREN|(^|[^A-Z0-9])(DOSE|PROT|MIP|MAX_IP|3D)($|[^A-Z0-9])/.test(value);
}

function isAnnotatedLocalizer(imageType: readonly string[]): boolean {
  return imageType.includes('LOCALIZER') && imageType.some((value) => value.includes('ANNOT'));
}

/** Names of sheets and screens: nobody calls an acquisition so. Separators are single blanks. */
const reportNames =
  /\b(DOSE (REPORTS?|SUMMARY|SHEETS?|INFO|INFORMATION|RECORDS?|PAGES?|TABLE)|PATIENT PROTOCOL|EXAM PROTOCOL|SCREEN ?(SAVES?|SHOTS?|CAPTURES?|CAPS?|GRABS?|DUMPS?)|ELECTRONIC FILM)\b/;

/** Words that stand in the names of sheets as well as of acquisitions (stroke protocol); a low dose is no sheet. */
const reportWords =
  /\b(REPORTS?|SUMMARY|PROTOCOL|SCREENS?|(?<!\b(LOW|LD|ULTRA|REDUCED|FULL|STANDARD|NORMAL|HALF|HIGH) )DOSE)\b/;

/**
 * A name that only sheets and screens have, or a word of such a name on an image that nothing else proves to be an
 * acquisition: its values, and for slices their place in the patient. Whole words only: iDose is a way of
 * reconstructing, screening an examination.
 */
function isNamedLikeReport({ seriesDescription, hasAcquisitionValues, hasGeometry, ...header }: ImageHeader): boolean {
  const name = seriesDescription.replace(/[^A-Z0-9]+/g, ' ');
  if (reportNames.test(name)) return true;
  const isProjection = familyOfSopClass(header.sopClassUid) === 'projection';
  return reportWords.test(name) && !(hasAcquisitionValues && (hasGeometry || isProjection));
}
