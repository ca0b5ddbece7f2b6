/**
 * Writes dictionary.json: one line for each attribute of PS3.6 Tables 6-1, 7-1 and 8-1 and PS3.7 Annex E,
 * `"00100010":["PN","PatientName","Patient's Name","1"]`, with a fifth entry 1 when the attribute is retired. The key
 * is the tag in upper-case hexadecimal; `x` stands for any digit of a repeating group.
 *
 * The attributes come from the dictionary inside dcmjs, so that both agree on what exists. dcmjs has keywords but no
 * names and a few slips; dictionary-amendments.json holds what PS3.6 prints where it differs or dcmjs lacks it.
 *
 *   node src/dicom/data/regenerate-dictionary.mjs           writes dictionary.json
 *   node src/dicom/data/regenerate-dictionary.mjs --check   fails when dictionary.json is not what would be written
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dictionary as dcmjsDictionary } from 'dcmjs/dictionary';

const target = new URL('./dictionary.json', import.meta.url);
const amendments = JSON.parse(readFileSync(new URL('./dictionary-amendments.json', import.meta.url), 'utf8'));

/** dcmjs writes a VR that depends on other attributes as one of these; each gets the VR that fits every file best. */
const settledVrs = {
  // US or SS. US: the sign only matters for display.
  xs: 'US',
  // US or SS or OW, and US or OW: look-up table data.
  lt: 'OW',
  // OB or OW. OW: what implicit VR files hold (PS3.5 A.1).
  ox: 'OW',
  // A byte offset within a DICOMDIR.
  up: 'UL',
};

/** Repeating groups as dcmjs writes them, and as PS3.6 prints them. */
const repeatingGroups = [
  [/^\(5000-50FF,(....)\)$/, '50xx$1'],
  [/^\(6000-60FF,(....)\)$/, '60xx$1'],
  [/^\(7F00-7FFF,(....)\)$/, '7Fxx$1'],
  [/^\(0020,3100-31FF\)$/, '002031xx'],
  [/^\(([0-9A-F]{4}),([0-9A-F]{4})\)$/, '$1$2'],
];

const text = serialise({ ...attributesOfDcmjs() });
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    process.stderr.write('dictionary.json is stale. Run: node src/dicom/data/regenerate-dictionary.mjs\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, text);
}

function attributesOfDcmjs() {
  const attributes = {};
  for (const [written, entry] of Object.entries(dcmjsDictionary)) {
    const id = idOf(written);
    // Private attributes are no part of PS3.6, and items and delimiters (FFFE,xxxx) have no VR.
    if (id === null || entry.vr === undefined || entry.vr === 'na' || id in amendments.absent) continue;
    const keyword = entry.name.replace(/^RETIRED_/, '');
    const isRetired = entry.name !== keyword || entry.version === 'DICOM/retired';
    attributes[id] = { vr: settledVrs[entry.vr] ?? entry.vr, keyword, vm: entry.vm, retired: isRetired };
  }
  for (const [id, amended] of Object.entries(amendments.attributes)) attributes[id] = { ...attributes[id], ...amended };
  return attributes;
}

function idOf(written) {
  const group = repeatingGroups.find(([pattern]) => pattern.test(written));
  return group ? written.replace(...group) : null;
}

/** `NumberOfFrames` to `Number of Frames`: right for most attributes; the amendments have the others. */
function nameOf(keyword) {
  return keyword
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/ (Of|And|For|In|To|The|Per|Or|By|With|From|At|On|A|An)(?= )/g, (word) => word.toLowerCase());
}

function serialise(attributes) {
  const lines = Object.keys(attributes)
    .sort()
    .map((id) => {
      const { vr, keyword, name, vm, retired } = attributes[id];
      const row = [vr, keyword, name ?? nameOf(keyword), vm, ...(retired ? [1] : [])];
      return `${JSON.stringify(id)}:${JSON.stringify(row)}`;
    });
  return `{\n${lines.join(',\n')}\n}\n`;
}
