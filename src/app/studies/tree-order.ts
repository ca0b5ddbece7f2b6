import type { Patient, Series, Study } from '../batch/derived/study-nodes.ts';
import type { Totals } from '../batch/outcomes.ts';

/** `need`: what waits for a person first, as the list comes. */
export type OrderBy = 'need' | 'name' | 'date' | 'modality' | 'images' | 'size';
export type TreeOrder = { readonly by: OrderBy; readonly direction: 'ascending' | 'descending' };

type Key = string | number;
type Keys = {
  readonly patient: (patient: Patient) => Key;
  readonly study: (study: Study) => Key;
  readonly series: (series: Series) => Key;
};

const totals = (key: (totals: Totals) => Key): Keys => ({ patient: key, study: key, series: key });

const KEYS: Readonly<Record<Exclude<OrderBy, 'need'>, Keys>> = {
  name: {
    patient: ({ name, id }) => `${name} ${id}`.trim(),
    study: ({ description }) => description,
    series: ({ label }) => label,
  },
  date: {
    patient: ({ studies }) => studies.reduce((least, { date }) => (least === '' || date < least ? date : least), ''),
    study: ({ date }) => date,
    series: ({ label }) => label,
  },
  modality: {
    patient: ({ studies }) => studies.flatMap(modalitiesOf).sort()[0] ?? '',
    study: (study) => modalitiesOf(study).sort()[0] ?? '',
    series: ({ modality }) => modality,
  },
  images: totals(({ files }) => files),
  size: totals(({ sizeBytes }) => sizeBytes),
};

/** Sorts each level by itself. What has no text to sort by comes last either way; equals keep the order they had. */
export function orderPatients(patients: readonly Patient[], { by, direction }: TreeOrder): readonly Patient[] {
  if (by === 'need') {
    return patients;
  }
  const keys = KEYS[by];
  const sign = direction === 'ascending' ? 1 : -1;
  const inStudy = (study: Study): Study => ({ ...study, series: sortBy(study.series, keys.series, sign) });
  return sortBy(
    patients.map((patient) => ({ ...patient, studies: sortBy(patient.studies.map(inStudy), keys.study, sign) })),
    keys.patient,
    sign,
  );
}

function sortBy<Item>(items: readonly Item[], keyOf: (item: Item) => Key, sign: 1 | -1): readonly Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((one, other) => compare(one.key, other.key, sign))
    .map(({ item }) => item);
}

function compare(one: Key, other: Key, sign: 1 | -1): number {
  if (typeof one === 'number' && typeof other === 'number') {
    return sign * (one - other);
  }
  if (one === '' || other === '') {
    return Number(one === '') - Number(other === '');
  }
  return sign * collator.compare(String(one), String(other));
}

function modalitiesOf(study: Study): string[] {
  return study.series.map(({ modality }) => modality).filter((modality) => modality !== '');
}

const collator = new Intl.Collator('en', { numeric: true });
