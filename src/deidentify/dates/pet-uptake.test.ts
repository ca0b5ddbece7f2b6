import { describe, expect, it } from 'vitest';
import { findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { readSingleText, readText } from '../../dicom/value-codec.ts';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import type { OptionName } from '../../profile/profile.ts';
import { purposes } from '../../profile/purposes/purposes.ts';
import { buildFile } from '../../testing/build-dataset.ts';
import { deidentifyBytes } from '../../testing/deidentify-bytes.ts';

const text = (tag: number, vr: ElementDescription['vr'], ...values: string[]) =>
  ({ tag, vr, values }) as ElementDescription;

type Header = {
  readonly study: readonly [date: string, time: string];
  readonly series: readonly [date: string, time: string];
  readonly acquisition: readonly [date: string, time: string];
  readonly injection: readonly ElementDescription[];
  readonly correction?: 'START' | 'ADMIN' | 'NONE';
  readonly more?: readonly ElementDescription[];
};

/** A PET image as scanners write it: F-18, 74.5 kg, 185 MBq. */
function petFile({ study, series, acquisition, injection, correction = 'START', more = [] }: Header): Uint8Array {
  const tracer = [
    ...injection,
    text(0x00181074, 'DS', '185000000'),
    text(0x00181075, 'DS', '6586.2'),
    text(0x00181076, 'DS', '0.9673'),
  ];
  const elements: readonly ElementDescription[] = [
    text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.128'),
    text(0x00080018, 'UI', '1.2.999.1'),
    text(0x00080020, 'DA', study[0]),
    text(0x00080021, 'DA', series[0]),
    text(0x00080022, 'DA', acquisition[0]),
    text(0x00080030, 'TM', study[1]),
    text(0x00080031, 'TM', series[1]),
    text(0x00080032, 'TM', acquisition[1]),
    text(0x00080060, 'CS', 'PT'),
    text(0x00080070, 'LO', 'GE MEDICAL SYSTEMS'),
    text(0x00100010, 'PN', 'Doe^Jane'),
    text(0x00100020, 'LO', 'PAT-4711'),
    text(0x00101030, 'DS', '74.5'),
    text(0x00181242, 'IS', '120000'),
    text(0x0020000d, 'UI', '1.2.999.2'),
    text(0x0020000e, 'UI', '1.2.999.3'),
    text(0x00280051, 'CS', 'ATTN', 'DECY'),
    text(0x00281052, 'DS', '0'),
    text(0x00281053, 'DS', '0.8125'),
    { tag: 0x00540016, vr: 'SQ', items: [tracer.sort((a, b) => a.tag - b.tag)] },
    text(0x00541001, 'CS', 'BQML'),
    text(0x00541102, 'CS', correction),
    text(0x00541300, 'DS', '60000'),
    text(0x00541321, 'DS', '1.0094'),
    ...more,
  ];
  return buildFile([...elements].sort((a, b) => a.tag - b.tag));
}

/**
 * Body weight uptake of one stored value, as QIBA's vendor-neutral description computes it: the dose decays from the start of
 * the tracer to the time that the image is corrected to.
 */
function uptakeOf(dataset: IndexedDataset, stored = 20_000): number {
  const inTracer = (tag: number) => {
    const element = dataset.elements.tags.indexOf(tag);
    return element < 0 ? '' : readText(dataset, element).join();
  };
  const number = (value: string) => {
    expect(value).not.toBe('');
    return Number(value);
  };
  const scan = scanStart(dataset);
  const dateTime = inTracer(0x00181078);
  const dated = dateTime === '' ? null : secondsOf(dateTime.slice(0, 8), dateTime.slice(8));
  const undated = secondsOf(scan.date, inTracer(0x00181072));
  // A time alone that is behind the scan was on the day before.
  const start = dated ?? (undated > scan.seconds ? undated - 86_400 : undated);
  const past = readSingleText(dataset, 0x00541102) === 'ADMIN' ? 0 : scan.seconds - start;
  expect(past).toBeGreaterThanOrEqual(0);
  const dose = number(inTracer(0x00181074)) * 2 ** (-past / number(inTracer(0x00181075)));
  const weight = number(readSingleText(dataset, 0x00101030)) * 1000;
  const slope = number(readSingleText(dataset, 0x00281053));
  return ((stored * slope + number(readSingleText(dataset, 0x00281052))) * weight) / dose;
}

/** GE writes the start of the scan into an element of its own; else it is the earlier of series and acquisition. */
function scanStart(dataset: IndexedDataset): { readonly date: string; readonly seconds: number } {
  const ofVendor = findElement(dataset, 0x0009100d) < 0 ? '' : readSingleText(dataset, 0x0009100d);
  if (ofVendor !== '')
    return { date: ofVendor.slice(0, 8), seconds: secondsOf(ofVendor.slice(0, 8), ofVendor.slice(8)) };
  const at = (date: number, time: number) => ({
    date: readSingleText(dataset, date),
    seconds: secondsOf(readSingleText(dataset, date), readSingleText(dataset, time)),
  });
  const [series, acquisition] = [at(0x00080021, 0x00080031), at(0x00080022, 0x00080032)];
  return series.seconds <= acquisition.seconds ? series : acquisition;
}

function secondsOf(date: string, time: string): number {
  expect(date).toMatch(/^\d{8}$/);
  expect(time).toMatch(/^\d{6}/);
  const day = Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) / 1000;
  const [hours = 0, minutes = 0, seconds = 0] = [
    time.slice(0, 2),
    time.slice(2, 4),
    time.slice(4).replace(/[+-].*/, ''),
  ].map(Number);
  return day + (hours * 60 + minutes) * 60 + seconds;
}

const day = '20240131';
const cases: readonly (readonly [string, Header])[] = [
  [
    'injected during the study',
    {
      study: [day, '093010.5'],
      series: [day, '103500'],
      acquisition: [day, '103607.25'],
      injection: [text(0x00181072, 'TM', '093412')],
    },
  ],
  [
    'injected before the study, as most are',
    {
      study: [day, '103010.5'],
      series: [day, '103500'],
      acquisition: [day, '103607.25'],
      injection: [text(0x00181072, 'TM', '093412')],
    },
  ],
  [
    'injected with its date, before the study',
    {
      study: [day, '103010.5'],
      series: [day, '103500'],
      acquisition: [day, '103607.25'],
      injection: [text(0x00181072, 'TM', '093412'), text(0x00181078, 'DT', `${day}093412.00`)],
    },
  ],
  [
    'over midnight',
    {
      study: [day, '231500'],
      series: ['20240201', '001000'],
      acquisition: ['20240201', '001122'],
      injection: [text(0x00181072, 'TM', '232030.5')],
    },
  ],
  [
    'a series that was made anew later, with the start of the scan in a vendor element',
    {
      study: [day, '093010.5'],
      series: ['20240203', '150000'],
      acquisition: [day, '103607.25'],
      injection: [text(0x00181072, 'TM', '093412')],
      more: [text(0x00090010, 'LO', 'GEMS_PETD_01'), text(0x0009100d, 'DT', `${day}103500.00`)],
    },
  ],
  [
    'corrected to the injection',
    {
      study: [day, '093010.5'],
      series: [day, '103500'],
      acquisition: [day, '103607.25'],
      injection: [text(0x00181072, 'TM', '093412')],
      correction: 'ADMIN',
    },
  ],
];
const settings: readonly (readonly [string, readonly OptionName[]])[] = [
  ['Neuroimaging', purposes.neuroimaging.options],
  [
    'relative times with patient characteristics and safe private',
    ['retainPatientCharacteristics', 'retainRelativeTimes', 'retainSafePrivate'],
  ],
];

describe.each(settings)('the uptake value of PET under %s', (_, options) => {
  it.each(cases)('is the same before and after, %s', (_name, header) => {
    const { input, output } = deidentifyBytes(petFile(header), { preset: 'qmenta-guarded', options });
    expect(uptakeOf(input)).toBeGreaterThan(1);
    expect(uptakeOf(output)).toBe(uptakeOf(input));
  });
});

it('cannot be computed without the weight, and the file says so', () => {
  const [, header] = cases[0]!;
  const { output, plan } = deidentifyBytes(petFile(header), { options: ['retainRelativeTimes'] });
  expect(readSingleText(output, 0x00101030)).toBe('');
  expect(plan.findings.map(({ code }) => code)).toContain('pet-weight-removed');
});
