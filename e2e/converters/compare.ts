import type { Converted } from './convert.ts';

/** Where the parts of a NIfTI-1 header begin and end. */
const parts = {
  grid: [40, 56],
  spacing: [76, 108],
  scale: [112, 120],
  affine: [252, 328],
} as const;
const voxelsAt = 352;

/** Fields that name a person, place, date or device, or are free text of the console: these go. */
const identifying =
  /Date|UID$|^(AccessionNumber|BodyPart|ConsistencyInfo|DeviceSerialNumber|ImageComments|Institution\w*|OperatorsName|Patient(Age|BirthDate|ID|Name|Sex|Weight)|PerformedProcedureStep\w*|ProcedureStepDescription|ProtocolName|PulseSequenceDetails|ReferringPhysicianName|RequestedProcedure\w*|SeriesDescription|StationName|StudyDescription|StudyID|WipMemBlock)$/;

/** What differs between two conversions of one series: parts of images, and names of fields that do not identify. */
export function differences(
  before: ReadonlyMap<string, Converted>,
  after: ReadonlyMap<string, Converted>,
): readonly string[] {
  if ([...before.keys()].join() !== [...after.keys()].join()) return [`${before.size} images become ${after.size}`];
  const found = new Set<string>();
  for (const [name, one] of before) {
    const other = after.get(name);
    if (other !== undefined) for (const what of differencesOf(one, other)) found.add(what);
  }
  return [...found];
}

function differencesOf(one: Converted, other: Converted): readonly string[] {
  const header = Object.entries(parts)
    .filter(([, [start, end]]) => !one.image.subarray(start, end).equals(other.image.subarray(start, end)))
    .map(([name]) => name);
  const isSame = one.image.subarray(voxelsAt).equals(other.image.subarray(voxelsAt));
  const keys = [...new Set([...Object.keys(one.fields), ...Object.keys(other.fields)])].sort();
  return [
    ...(isSame ? [] : ['voxels']),
    ...header,
    ...(one.bval === other.bval ? [] : ['bval']),
    ...(one.bvec === other.bvec ? [] : ['bvec']),
    ...keys.filter(
      (key) => !identifying.test(key) && JSON.stringify(one.fields[key]) !== JSON.stringify(other.fields[key]),
    ),
  ];
}
