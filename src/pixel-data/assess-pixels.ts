import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import { hasUltrasoundRegions } from './has-ultrasound-regions.ts';
import { familyOfModality, familyOfSopClass, type ImageFamily } from './image-family.ts';
import { type ImageHeader, readImageHeader } from './image-header.ts';
import { type PixelReasonCode, pixelReasons } from './pixel-reason.ts';

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
 * A. Burned In Annotation NO lowers A to B and never further: scanners write it on images full of text. It does not
 * lower documents, nor what the same header declares identifying.
 * @see PS3.3 C.7.6.1.1.4 (Burned In Annotation), PS3.15 E.3.1
 */
export function assessPixels(dataset: IndexedDataset): PixelAssessment {
  const header = readImageHeader(dataset);
  const final = assessDeclared(header);
  if (final) return assessmentOf(final, '');
  const verdict = assessKind(header, dataset);
  if (verdict.riskClass === 'A' && header.burnedInAnnotation === 'NO') {
    return assessmentOf(b(verdict.code), ', though Burned In Annotation is NO');
  }
  return assessmentOf(verdict, '');
}

function assessmentOf({ riskClass, code }: Verdict, addition: string): PixelAssessment {
  const isDocument = code === 'encapsulated-document';
  return { riskClass, code, reason: pixelReasons[code] + addition, isDocument, showsAll: true };
}

/** Verdicts that Burned In Annotation NO does not change. */
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
  const families = familiesOf(header);
  if (families.has('secondary-capture') || captures.has(header.conversionType)) return a('secondary-capture');
  if (header.imageType.some(isScreenOrReport) || isAnnotatedLocalizer(header.imageType)) return a('screen-or-report');
  if (reportWords.test(header.seriesDescription)) return a('series-description');
  if (familyOfSopClass(header.sopClassUid) === null) return a('unknown-kind');
  if (families.has('ultrasound')) {
    // Class B would ask for everything outside the regions to be blanked, which no part of this version does.
    return a(hasUltrasoundRegions(dataset) ? 'ultrasound' : 'ultrasound-without-regions');
  }
  if (families.has('visible-light')) {
    return a(header.imageType.some((value) => slideImages.has(value)) ? 'slide-label' : 'visible-light');
  }
  if (families.has('projection')) return b('projection');
  return assessCrossSection(header);
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

/** SECONDARY, SCREEN SAVE, REPORT, DOSE…; MIP and 3D as words of their own, as DIS3D is a plain distortion correction. */
function isScreenOrReport(value: string): boolean {
  return /^SECONDARY$|SAVE|SCREEN|REPORT|VOLREN|DOSE|(^|[^A-Z0-9])(MIP|MAX_IP|3D)($|[^A-Z0-9])/.test(value);
}

function isAnnotatedLocalizer(imageType: readonly string[]): boolean {
  return imageType.includes('LOCALIZER') && imageType.some((value) => value.includes('ANNOT'));
}

/** Words of Series Description (upper case). Low-dose scans and screening examinations are no dose sheets or screens. */
const reportWords =
  /REPORT|SUMMARY|ELECTRONIC FILM|PROTOCOL|SCREEN(?!ING)|(?<!\b(LOW|LD|ULTRA|REDUCED|FULL|STANDARD|NORMAL|HALF|HIGH)[ _-]?)DOSE/;
