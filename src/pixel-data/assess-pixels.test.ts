import { describe, expect, it } from 'vitest';
import type { IndexedDataset } from '../dicom/indexed-dataset.ts';
import type { Tag } from '../dicom/tag.ts';
import type { Vr } from '../dicom/vr.ts';
import type { ElementDescription } from '../dicom/write-dataset.ts';
import { buildDataset } from '../testing/build-dataset.ts';
import { assessPixels } from './assess-pixels.ts';
import { pixelReasons } from './pixel-reason.ts';

const root = '1.2.840.10008.5.1.4.1.1.';
const pixels: ElementDescription = { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(4) };

describe('assessPixels', () => {
  it.each<[string, string, Partial<Header>, 'A' | 'B' | 'C' | 'none', string]>([
    // Row 1 and what no declaration lowers
    ['declared burned-in text', 'CT', { burnedIn: 'YES' }, 'A', 'burned-in-annotation'],
    ['declared faces', 'CT', { features: 'YES' }, 'A', 'recognizable-features'],
    ['declared faces without text', 'CT', { features: 'YES', burnedIn: 'NO' }, 'A', 'recognizable-features'],
    ['an encapsulated PDF', 'CT', { sop: '104.1', hasPixels: false }, 'A', 'encapsulated-document'],
    ['a 3D model declared clean', 'CT', { sop: '104.4', burnedIn: 'NO' }, 'A', 'encapsulated-document'],
    ['a file without image', 'CT', { sop: '88.11', hasPixels: false }, 'none', 'no-pixels'],
    // Row 2
    ['a Secondary Capture', 'MR', { sop: '7' }, 'A', 'secondary-capture'],
    ['a multi-frame true colour Secondary Capture', 'US', { sop: '7.4' }, 'A', 'secondary-capture'],
    ['modality OT', 'OT', { sop: '2' }, 'A', 'secondary-capture'],
    ['a workstation image', 'CT', { conversion: 'WSD' }, 'A', 'secondary-capture'],
    ['a synthetic image', 'CT', { conversion: 'SYN' }, 'C', 'original-acquisition'],
    // Row 3
    ['DERIVED\\SECONDARY', 'MR', { imageType: 'DERIVED\\SECONDARY\\OTHER' }, 'A', 'screen-or-report'],
    ['a screen save', 'CT', { imageType: 'ORIGINAL\\PRIMARY\\SCREEN SAVE' }, 'A', 'screen-or-report'],
    ['a maximum projection', 'MR', { imageType: 'ORIGINAL\\PRIMARY\\CSA MIP' }, 'A', 'screen-or-report'],
    ['a volume rendering', 'CT', { imageType: 'ORIGINAL\\PRIMARY\\VOLREN' }, 'A', 'screen-or-report'],
    ['an annotated localizer', 'CT', { imageType: 'ORIGINAL\\PRIMARY\\LOCALIZER\\ANNOTATED' }, 'A', 'screen-or-report'],
    ['a plain localizer', 'CT', { imageType: 'ORIGINAL\\PRIMARY\\LOCALIZER' }, 'C', 'original-acquisition'],
    ['3D distortion correction', 'MR', { imageType: 'ORIGINAL\\PRIMARY\\M\\DIS3D' }, 'C', 'original-acquisition'],
    ['a dose sheet', 'CT', { series: 'Dose Report' }, 'A', 'series-description'],
    ['a dose sheet in other words', 'CT', { series: 'Patient Dose' }, 'A', 'series-description'],
    ['a low-dose scan', 'CT', { series: 'Thorax low dose 1.0' }, 'C', 'original-acquisition'],
    ['an iDose reconstruction', 'CT', { series: 'Thorax iDose (4)' }, 'C', 'original-acquisition'],
    ['an iDose reconstruction without a blank', 'CT', { series: 'iDose_4_B' }, 'C', 'original-acquisition'],
    ['a protocol with geometry', 'CT', { series: 'Stroke Protocol', geometry: true }, 'C', 'original-acquisition'],
    ['a dose series with geometry', 'CT', { series: 'Dose 50%', geometry: true }, 'C', 'original-acquisition'],
    ['a dose sheet with geometry', 'CT', { series: 'DOSE_REPORT', geometry: true }, 'A', 'series-description'],
    ['a screen save with geometry', 'CT', { series: 'ScreenSave', geometry: true }, 'A', 'series-description'],
    ['a protocol of X-rays', 'CR', { sop: '1', series: 'Trauma Protocol' }, 'B', 'projection'],
    ['a dose image', 'CT', { imageType: 'ORIGINAL\\PRIMARY\\DOSE_INFO' }, 'A', 'screen-or-report'],
    ['a screening examination', 'MG', { sop: '1.2', series: 'Screening 2024' }, 'B', 'projection'],
    ['a patient protocol', 'CT', { series: 'Patient Protocol' }, 'A', 'series-description'],
    // Row 4
    ['ultrasound', 'US', { sop: '6.1' }, 'A', 'ultrasound-without-regions'],
    ['ultrasound with regions', 'US', { sop: '6.1', region: [10, 20, 90, 80] }, 'A', 'ultrasound'],
    [
      'ultrasound with a region past the edge',
      'US',
      { sop: '3.1', region: [10, 20, 101, 80] },
      'A',
      'ultrasound-without-regions',
    ],
    [
      'ultrasound with an empty region',
      'US',
      { sop: '3.1', region: [10, 20, 10, 80] },
      'A',
      'ultrasound-without-regions',
    ],
    ['intravascular ultrasound', 'IVUS', { sop: '3.1' }, 'A', 'ultrasound-without-regions'],
    // Row 5
    ['an endoscopy', 'ES', { sop: '77.1.1' }, 'A', 'visible-light'],
    ['a fundus photograph', 'OP', { sop: '77.1.5.1' }, 'A', 'visible-light'],
    ['a slide label', 'SM', { sop: '77.1.6', imageType: 'ORIGINAL\\PRIMARY\\LABEL\\NONE' }, 'A', 'slide-label'],
    ['a slide overview', 'SM', { sop: '77.1.6', imageType: 'ORIGINAL\\PRIMARY\\OVERVIEW\\NONE' }, 'A', 'slide-label'],
    // Row 6
    ['CR', 'CR', { sop: '1' }, 'B', 'projection'],
    ['DX by its modality', 'DX', { sop: '2' }, 'B', 'projection'],
    ['XA by its SOP class', '', { sop: '12.1' }, 'B', 'projection'],
    // Rows 7 and 8
    ['an original CT', 'CT', {}, 'C', 'original-acquisition'],
    ['an original MR, legacy multi-frame', 'MR', { sop: '4.4', nestsAcquisition: true }, 'C', 'original-acquisition'],
    ['an 8-bit nuclear medicine image', 'NM', { sop: '20', bits: 8 }, 'C', 'original-acquisition'],
    ['a derived CT', 'CT', { imageType: 'DERIVED\\PRIMARY\\AXIAL' }, 'A', 'not-original'],
    ['a CT without Image Type', 'CT', { imageType: '' }, 'A', 'not-original'],
    ['a CT without acquisition values', 'CT', { acquisition: false }, 'A', 'no-acquisition-values'],
    ['an 8-bit CT', 'CT', { bits: 8 }, 'A', 'colour-or-8-bit'],
    ['a colour PET image', 'PT', { sop: '128', samples: 3 }, 'A', 'colour-or-8-bit'],
    // Row 9
    ['an RT dose grid', 'RTDOSE', { sop: '481.2', series: 'Dose' }, 'C', 'numbers-or-masks'],
    [
      'an RT dose grid of its own image type',
      'RTDOSE',
      { sop: '481.2', imageType: 'DERIVED\\SECONDARY\\DOSE' },
      'C',
      'numbers-or-masks',
    ],
    ['a segmentation', 'SEG', { sop: '66.4', imageType: 'DERIVED\\PRIMARY', bits: 1 }, 'C', 'numbers-or-masks'],
    ['a label map', 'SEG', { sop: '66.7', imageType: 'DERIVED\\PRIMARY', bits: 8 }, 'C', 'numbers-or-masks'],
    ['a parametric map', 'MR', { sop: '30', imageType: 'DERIVED\\PRIMARY\\ADC' }, 'C', 'numbers-or-masks'],
    ['a map in colour', 'MR', { sop: '30', samples: 3 }, 'A', 'colour-or-8-bit'],
    [
      'a dose grid that is a screen',
      'RTDOSE',
      { sop: '481.2', imageType: 'DERIVED\\PRIMARY\\SCREEN SAVE' },
      'A',
      'screen-or-report',
    ],
    ['a map made by capture', 'MR', { sop: '30', conversion: 'WSD' }, 'A', 'secondary-capture'],
    ['a map with declared text', 'MR', { sop: '30', burnedIn: 'YES' }, 'A', 'burned-in-annotation'],
    ['a private SOP class under modality CT', 'CT', { sop: null }, 'A', 'unknown-kind'],
    // Row *
    ['a Secondary Capture declared clean', 'MR', { sop: '7', burnedIn: 'NO' }, 'A', 'secondary-capture'],
    [
      'a dose capture declared clean',
      'CT',
      { sop: '7', series: 'Dose Report', burnedIn: 'NO' },
      'A',
      'secondary-capture',
    ],
    [
      'a secondary image declared clean',
      'MR',
      { imageType: 'DERIVED\\SECONDARY', burnedIn: 'NO' },
      'A',
      'screen-or-report',
    ],
    ['ultrasound declared clean', 'US', { sop: '6.1', burnedIn: 'NO' }, 'A', 'ultrasound-without-regions'],
    [
      'a slide label declared clean',
      'SM',
      { sop: '77.1.6', imageType: 'ORIGINAL\\PRIMARY\\LABEL\\NONE', burnedIn: 'NO' },
      'A',
      'slide-label',
    ],
    [
      'a slide overview declared clean',
      'SM',
      { sop: '77.1.6', imageType: 'DERIVED\\PRIMARY\\OVERVIEW\\RESAMPLED', burnedIn: 'NO' },
      'A',
      'slide-label',
    ],
    [
      'a slide thumbnail declared clean',
      'SM',
      { sop: '77.1.6', imageType: 'DERIVED\\PRIMARY\\THUMBNAIL\\RESAMPLED', burnedIn: 'NO' },
      'A',
      'slide-label',
    ],
    ['a slide whose label is in the image', 'SM', { sop: '77.1.6', label: 'YES', burnedIn: 'NO' }, 'A', 'slide-label'],
    [
      'tissue declared clean',
      'SM',
      { sop: '77.1.6', label: 'NO', imageType: 'ORIGINAL\\PRIMARY\\VOLUME\\NONE', burnedIn: 'NO' },
      'B',
      'visible-light',
    ],
    ['a CT in colour declared clean', 'CT', { samples: 3, burnedIn: 'NO' }, 'A', 'colour-or-8-bit'],
    [
      'a derived CT declared clean',
      'CT',
      { imageType: 'DERIVED\\PRIMARY\\AXIAL', burnedIn: 'NO' },
      'B',
      'not-original',
    ],
    ['a CR declared clean', 'CR', { sop: '1', burnedIn: 'NO' }, 'B', 'projection'],
    ['a CT declared clean', 'CT', { burnedIn: 'NO' }, 'C', 'original-acquisition'],
    [
      'ultrasound whose declaration is neither YES nor NO',
      'US',
      { sop: '6.1', burnedIn: 'UNKNOWN' },
      'A',
      'ultrasound-without-regions',
    ],
  ])('classes %s', (_, modality, header, riskClass, code) => {
    const assessment = assessPixels(image(modality, header));
    expect(assessment).toMatchObject({ riskClass, code, isDocument: code === 'encapsulated-document' });
    expect(assessment.reason.startsWith(pixelReasons[assessment.code])).toBe(true);
  });

  it('says when a declaration lowered the class', () => {
    const { reason } = assessPixels(image('CT', { imageType: 'DERIVED\\PRIMARY\\AXIAL', burnedIn: 'NO' }));
    expect(reason).toBe(`${pixelReasons['not-original']}, though Burned In Annotation is NO`);
  });

  it('sees a document by its content, whatever the SOP class', () => {
    const document: ElementDescription = { tag: 0x00420011, vr: 'OB', bytes: new Uint8Array(4) };
    expect(assessPixels(buildDataset([...headerOf('CT', {}), document, pixels]))).toMatchObject({ isDocument: true });
  });

  it.each<[string, ElementDescription, 'A' | 'none']>([
    ['an image in a sequence', sequence(0x00400555, pixels), 'A'],
    ['an icon, which is removed', sequence(0x00880200, pixels), 'none'],
    ['an icon in a directory of icons', sequence(0x00081115, sequence(0x00880200, pixels)), 'none'],
    ['a private thumbnail', sequence(0x00091001, pixels), 'none'],
  ])('judges %s without an image of its own', (_, holder, riskClass) => {
    const elements = inOrder([...headerOf('PR', { sop: '11.1' }), holder]);
    expect(assessPixels(buildDataset(elements)).riskClass).toBe(riskClass);
  });

  it('takes acquisition values of another image in a sequence for nothing', () => {
    const own = headerOf('CT', { acquisition: false });
    const elements = inOrder([...own, sequence(0x00082112, text(0x00180060, 'DS', '120')), pixels]);
    expect(assessPixels(buildDataset(elements)).code).toBe('no-acquisition-values');
  });

  it('looks at Float Pixel Data as well', () => {
    const float: ElementDescription = { tag: 0x7fe00008, vr: 'OF', bytes: new Uint8Array(4) };
    expect(assessPixels(buildDataset([...headerOf('MR', { sop: '30' }), float])).code).toBe('numbers-or-masks');
  });
});

type Header = {
  /** End of a SOP Class UID; null for a private one. */
  readonly sop: string | null;
  readonly imageType: string;
  readonly conversion: string;
  readonly series: string;
  readonly burnedIn: string;
  readonly features: string;
  readonly bits: number;
  readonly samples: number;
  readonly region: readonly number[];
  readonly acquisition: boolean;
  readonly nestsAcquisition: boolean;
  readonly hasPixels: boolean;
  readonly geometry: boolean;
  readonly label: string;
};

function image(modality: string, header: Partial<Header>): IndexedDataset {
  const tail = header.nestsAcquisition ? [nestedAcquisition] : [];
  return buildDataset([...headerOf(modality, header), ...tail, ...(header.hasPixels === false ? [] : [pixels])]);
}

const nestedAcquisition = sequence(0x52009229, sequence(0x00189112, text(0x00180080, 'DS', '500')));

function headerOf(modality: string, header: Partial<Header>): readonly ElementDescription[] {
  const hasOwnAcquisition = header.acquisition !== false && !header.nestsAcquisition;
  const elements: readonly (ElementDescription | false)[] = [
    text(0x00080008, 'CS', header.imageType ?? 'ORIGINAL\\PRIMARY\\AXIAL'),
    text(0x00080016, 'UI', header.sop === null ? '1.2.3.4' : `${root}${header.sop ?? '2'}`),
    text(0x00080060, 'CS', modality),
    text(0x00080064, 'CS', header.conversion ?? ''),
    text(0x0008103e, 'LO', header.series ?? 'Thorax 1.0'),
    hasOwnAcquisition && text(0x00180060, 'DS', '120'),
    header.region !== undefined && sequence(0x00186011, ...regionItem(header.region)),
    header.geometry === true && text(0x00200032, 'DS', '0\\0\\1'),
    header.geometry === true && text(0x00200037, 'DS', '1\\0\\0\\0\\1\\0'),
    { tag: 0x00280002, vr: 'US', values: [header.samples ?? 1] },
    { tag: 0x00280010, vr: 'US', values: [100] },
    { tag: 0x00280011, vr: 'US', values: [100] },
    header.geometry === true && text(0x00280030, 'DS', '1\\1'),
    { tag: 0x00280100, vr: 'US', values: [header.bits ?? 16] },
    text(0x00280301, 'CS', header.burnedIn ?? ''),
    text(0x00280302, 'CS', header.features ?? ''),
    text(0x00480010, 'CS', header.label ?? ''),
  ];
  return elements.filter((element) => element !== false);
}

function regionItem(region: readonly number[]): readonly ElementDescription[] {
  return region.map((value, index) => ({ tag: 0x00186018 + 2 * index, vr: 'UL', values: [value] }));
}

function sequence(tag: Tag, ...item: readonly ElementDescription[]): ElementDescription {
  return { tag, vr: 'SQ', items: [item] };
}

function text(tag: Tag, vr: Vr, value: string): ElementDescription {
  return { tag, vr, values: value === '' ? [] : [value] };
}

function inOrder(elements: readonly ElementDescription[]): readonly ElementDescription[] {
  return [...elements].sort((left, right) => left.tag - right.tag);
}
