import { type Tag, tagOf } from '../../dicom/tag.ts';
import type { IdentifierSource } from './identifier.ts';

type Role = IdentifierSource['role'];

/** Attributes whose values identify the patient, the visit, or where it took place. Names are found by their VR. */
const groups: readonly (readonly [Role, readonly Tag[]])[] = [
  [
    'id',
    [
      tagOf(0x0008, 0x0050), // Accession Number
      tagOf(0x0010, 0x0020), // Patient ID
      tagOf(0x0010, 0x1000), // Other Patient IDs
      tagOf(0x0010, 0x1050), // Insurance Plan Identification
      tagOf(0x0010, 0x1090), // Medical Record Locator
      tagOf(0x0012, 0x0040), // Clinical Trial Subject ID
      tagOf(0x0012, 0x0042), // Clinical Trial Subject Reading ID
      tagOf(0x0020, 0x0010), // Study ID
      tagOf(0x0038, 0x0010), // Admission ID
      tagOf(0x0038, 0x0060), // Service Episode ID
      tagOf(0x0040, 0x0009), // Scheduled Procedure Step ID
      tagOf(0x0040, 0x0253), // Performed Procedure Step ID
      tagOf(0x0040, 0x0512), // Container Identifier
      tagOf(0x0040, 0x0551), // Specimen Identifier
      tagOf(0x0040, 0x1001), // Requested Procedure ID
      tagOf(0x0040, 0x1006), // Placer Order Number / Procedure
      tagOf(0x0040, 0x1007), // Filler Order Number / Procedure
      tagOf(0x0040, 0x2006), // Placer Order Number / Imaging Service Request (Retired)
      tagOf(0x0040, 0x2007), // Filler Order Number / Imaging Service Request (Retired)
      tagOf(0x0040, 0x2016), // Placer Order Number / Imaging Service Request
      tagOf(0x0040, 0x2017), // Filler Order Number / Imaging Service Request
    ],
  ],
  ['date', [tagOf(0x0008, 0x0020), tagOf(0x0010, 0x0030)]],
  [
    'phone',
    [
      tagOf(0x0008, 0x0094), // Referring Physician's Telephone Numbers
      tagOf(0x0010, 0x2154), // Patient's Telephone Numbers
      tagOf(0x0010, 0x2155), // Patient's Telecom Information
      tagOf(0x0040, 0x1103), // Person's Telephone Numbers
      tagOf(0x0040, 0x2010), // Order Callback Phone Number
    ],
  ],
  [
    'uid',
    [
      tagOf(0x0008, 0x0018), // SOP Instance UID
      tagOf(0x0020, 0x000d), // Study Instance UID
      tagOf(0x0020, 0x000e), // Series Instance UID
    ],
  ],
  [
    'words',
    [
      tagOf(0x0008, 0x0080), // Institution Name
      tagOf(0x0008, 0x0081), // Institution Address
      tagOf(0x0008, 0x0092), // Referring Physician's Address
      tagOf(0x0008, 0x1040), // Institutional Department Name
      tagOf(0x0010, 0x1040), // Patient's Address
      tagOf(0x0010, 0x2299), // Responsible Organization
      tagOf(0x0012, 0x0031), // Clinical Trial Site Name
      tagOf(0x0012, 0x0060), // Clinical Trial Coordinating Center Name
      tagOf(0x0038, 0x0300), // Current Patient Location
      tagOf(0x0038, 0x0400), // Patient's Institution Residence
      tagOf(0x0040, 0x1102), // Person's Address
      tagOf(0x0040, 0xa027), // Verifying Organization
    ],
  ],
];

const roles: ReadonlyMap<Tag, Role> = new Map(
  groups.flatMap(([role, list]) => list.map((tag) => [tag, role] as const)),
);

/** What an attribute says about the patient, its VR aside. @returns null for attributes that do not identify by themselves. */
export function identifyingRole(tag: Tag): Role | null {
  return roles.get(tag) ?? null;
}
