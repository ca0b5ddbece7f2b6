// Writes the rule data of this folder from the collected tables: node src/profile/data/regenerate.mjs <folder>
// The folder holds ps3.15-e1-1.json, ps3.15-gaps.json, ps3.6-uids.json, well-known-uids.json, qmenta-profile.json,
// iod-required-attributes.json, ps3.15-safe-private.json and ps3.15-e3-4-1.json. The product itself reads only what this script wrote.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];
if (!folder) throw new Error('Say where the tables are: node regenerate.mjs <folder>');
const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** One head entry and one row a line, so that differences between editions read well. */
function write(name, head, lists) {
  const entries = Object.entries(head).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  for (const [key, rows] of Object.entries(lists)) {
    const lines = Array.isArray(rows)
      ? `[\n${rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n ]`
      : `{\n${Object.entries(rows)
          .map(([id, row]) => `  ${JSON.stringify(id)}: ${JSON.stringify(row)}`)
          .join(',\n')}\n }`;
    entries.push(` ${JSON.stringify(key)}: ${lines}`);
  }
  writeFileSync(fileURLToPath(new URL(`${name}.json`, import.meta.url)), `{\n${entries.join(',\n')}\n}\n`);
}

const sha256 = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

const table = read('ps3.15-e1-1');
const optionNames = {
  rtnSafePriv: 'retainSafePrivate',
  rtnUIDs: 'retainUids',
  rtnDevId: 'retainDeviceIdentity',
  rtnInstId: 'retainInstitutionIdentity',
  rtnPatChars: 'retainPatientCharacteristics',
  rtnLongFullDates: 'retainFullDates',
  rtnLongModifDates: 'retainModifiedDates',
  cleanDesc: 'cleanDescriptors',
  cleanStructCont: 'cleanStructuredContent',
  cleanGraph: 'cleanGraphics',
};
const tableRows = table.rows.map((row) => {
  const options = Object.fromEntries(Object.entries(row.opt).map(([key, action]) => [optionNames[key], action]));
  return [row.id, row.name, row.basic, ...(Object.keys(options).length > 0 ? [options] : [])];
});
write(
  'table-e1-1',
  {
    title: table.title,
    source: `DICOM ${table.table}`,
    edition: table.edition,
    rowCount: table.rowCount,
    counts: table.counts,
    tableDigest: table.tableDigest,
    rowsSha256: sha256(tableRows),
    columns: ['tag', 'name', 'basic action', 'actions under options'],
  },
  { rows: tableRows },
);

// The suggestions settled: without the Clean Descriptors option `C` is removal, and a size derived from two removed
// attributes goes with them.
const gapActions = {
  X: 'X',
  'X or C': 'X',
  C: 'X',
  'as (0010,1020)': 'X',
  'X with the group': 'X',
  D: 'D',
  'D or C': 'D',
};
/** A row follows the options of the attributes that it is like. */
const gapOptions = {
  'X or C': { cleanDescriptors: 'C' },
  C: { cleanDescriptors: 'C' },
  'as (0010,1020)': { retainPatientCharacteristics: 'K' },
  'D or C': { cleanDescriptors: 'C' },
};
const gaps = read('ps3.15-gaps');
const gapRows = gaps.rows.map((row) => {
  const action = gapActions[row.suggest];
  if (!action) throw new Error(`No action for the suggestion of ${row.tag}`);
  const options = gapOptions[row.suggest];
  return [row.id, row.keyword, action, row.why, ...(options ? [options] : [])];
});
const ownRows = [
  ['04000500', 'EncryptedAttributesSequence', 'X', 'original values, encrypted (PS3.15 E.1.2)'],
  ['00420015', 'EncapsulatedDocumentLength', 'D', 'length of the encapsulated document, which becomes a dummy'],
  ['00402006', 'PlacerOrderNumberImagingServiceRequestRetired', 'X', 'retired form of (0040,2016)'],
  ['00402007', 'FillerOrderNumberImagingServiceRequestRetired', 'X', 'retired form of (0040,2017)'],
  ['30020020', 'RadiationMachineName', 'X/Z', 'as (300A,00B2)', { retainDeviceIdentity: 'K' }],
  [
    '0040A160',
    'TextValue',
    'D',
    'text of a content item, outside Content Sequence too',
    { cleanStructuredContent: 'C' },
  ],
  ['4FFE0001', 'MACParametersSequence', 'X', 'belongs to digital signatures, which are removed'],
  ['00080300', 'PrivateDataElementCharacteristicsSequence', 'X', 'describes private attributes, which are removed'],
];
write(
  'gaps',
  {
    title: gaps.title,
    source: 'own reading of PS3.6 and PS3.15; the table is a minimum (PS3.15 E.1.1)',
    edition: gaps.edition,
    rowCount: gapRows.length,
    columns: ['tag', 'keyword', 'action', 'why', 'actions under options'],
  },
  { rows: gapRows, additions: ownRows },
);

const uids = read('ps3.6-uids');
/** Schemes, context groups and mapping resources of a site have UIDs of the site: only those of the standard stay. */
const keptByValue = new Set(['CodingSchemeUID', 'ContextUID', 'MappingResourceUID']);
const structural = uids.rows.filter((row) => row.advice === 'keep' && !keptByValue.has(row.keyword));
const wellKnown = read('well-known-uids');
write(
  'uids',
  {
    title: 'UI attributes and UID values that are never replaced',
    source: `DICOM ${wellKnown.tables.join(', ')}`,
    edition: wellKnown.edition,
    structuralCount: structural.length,
    wellKnownCount: wellKnown.count,
    codingSchemeCount: Object.keys(wellKnown.codingSchemesElsewhere).length,
  },
  {
    structural: structural.map((row) => [row.tag.replace(/[(),]/g, ''), row.keyword]),
    wellKnown: Object.keys(wellKnown.uids),
    codingSchemes: Object.keys(wellKnown.codingSchemesElsewhere),
  },
);

const qmenta = read('qmenta-profile');
const distinct = qmenta.rows.filter((row) => row.duplicateOf === undefined);
const nameById = new Map(table.rows.map((row) => [row.id, row.name]));
write(
  'qmenta',
  {
    title: qmenta.title,
    source: 'support.qmenta.com, article 209558109',
    comparedWith: qmenta.comparedWith,
    printedRowCount: qmenta.rowCount,
    rowCount: distinct.length,
    counts: Object.fromEntries(
      ['Z', 'X', 'D'].map((code) => [code, distinct.filter((row) => row.action === code).length]),
    ),
    leftInTotal: qmenta.leftInTotal,
    columns: ['tag', 'keyword', 'action'],
  },
  {
    rows: distinct.map((row) => [row.id, row.keyword, row.action]),
    leftIn: qmenta.leftIn.map((group) => ({
      category: group.category,
      count: group.count,
      harm: group.harm,
      examples: group.ids.slice(0, 3).map((id) => nameById.get(id)),
    })),
  },
);

const required = read('iod-required-attributes');

// Attributes that modules of every IOD bring in as Type 3 (Content Date and Time: at most 2C), and that PS3.3 raises in
// mandatory modules only, unconditionally: an empty instance shows each of those, so absence from a listed SOP class is
// proof. Other attributes with a compound code may be conditional or stand in optional modules, where absence proves nothing.
const provenByAbsence = {
  3: [
    '00080012',
    '00080013', // Instance Creation Date and Time: SOP Common Module, PS3.3 C.12.1
    '00080021',
    '00080031', // Series Date and Time: General Series Module, PS3.3 C.7.3.1
    '00080022',
    '00080032', // Acquisition Date and Time: General Acquisition Module, PS3.3 C.7.10.1
    '00080080',
    '00080082',
    '00081010',
    '00181000', // institution, station, serial number: General Equipment, PS3.3 C.7.5.1
    '00081070',
    '00081072', // operators: General Series Module, PS3.3 C.7.3.1
  ],
  2: [
    '00080023',
    '00080033', // Content Date and Time: General Image Module, PS3.3 C.7.6.1
  ],
};
const tagByKeyword = new Map(table.rows.map((row) => [row.keyword, row.id]));
const typesBySopClass = Object.fromEntries(
  Object.entries(required.sopClasses).map(([uid, sopClass]) => [
    uid,
    Object.fromEntries(
      Object.entries(sopClass.required).map(([keyword, type]) => {
        const tag = tagByKeyword.get(keyword);
        if (!tag) throw new Error(`${keyword} is not in the table`);
        return [tag, type === '1' || type === '2' ? type : 'C'];
      }),
    ),
  ]),
);
write(
  'attribute-types',
  {
    title: 'What each SOP class demands on top level of the attributes that Table E.1-1 names',
    source: required.source,
    sopClassCount: Object.keys(typesBySopClass).length,
  },
  { provenByAbsence, sopClasses: typesBySopClass },
);

const safePrivate = read('ps3.15-safe-private');
write(
  'safe-private',
  {
    title: safePrivate.title,
    source: `DICOM ${safePrivate.table}`,
    edition: safePrivate.edition,
    rowCount: safePrivate.rowCount,
    creatorCount: safePrivate.creatorCount,
    tableDigest: safePrivate.tableDigest,
    columns: [
      'private creator',
      'group',
      'element within the block',
      'VRs, none where the table has none',
      'VM',
      'meaning',
    ],
  },
  {
    rows: safePrivate.rows.map(({ creator, group, element, vr, vm, meaning }) => [
      creator,
      group,
      element,
      vr.join(' '),
      vm,
      meaning,
    ]),
  },
);

const content = read('ps3.15-e3-4-1');
const contentRows = content.rows.map((row) => {
  const options = Object.fromEntries(Object.entries(row.opt).map(([key, action]) => [optionNames[key], action]));
  return [row.code, row.scheme, row.valueType, row.basic, ...(Object.keys(options).length > 0 ? [options] : [])];
});
write(
  'structured-content',
  {
    title: content.title,
    source: `DICOM ${content.table}`,
    edition: content.edition,
    rowCount: content.rowCount,
    counts: content.counts,
    columns: ['code', 'scheme', 'value type', 'basic action', 'actions under options'],
  },
  { rows: contentRows },
);
