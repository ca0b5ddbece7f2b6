import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeText } from './character-set.ts';
import { attributePath } from './dataset-access.ts';
import { indexFile } from './element-index.ts';
import { readFromMemory } from './reading.ts';
import { readText } from './value-codec.ts';
import { readingVr } from './value-encoding.ts';
import { dependsOnCharacterSet } from './vr.ts';

/** pydicom is an independent reader: its text of each PN, LO, SH, ST, LT, UC and UT is what ours must be. */
const python = '/usr/bin/python3';
const corpus = process.env['NESCIO_CORPUS'] ?? '../shared/corpus/dev';
const hasPydicom = spawnSync(python, ['-c', 'import pydicom']).status === 0;
const canRun = hasPydicom && existsSync(`${corpus}/index.json`);
if (!canRun) console.warn(`SKIPPED: text against pydicom; needs ${python} with pydicom, and the corpus at ${corpus}`);

const script = `
import json, sys, warnings, logging
import pydicom, pydicom.config
from pydicom.multival import MultiValue
warnings.simplefilter('ignore'); logging.disable(logging.CRITICAL)
pydicom.config.convert_wrong_length_to_UN = True
TEXT = {'PN', 'LO', 'SH', 'ST', 'LT', 'UC', 'UT'}
def walk(ds, prefix, inherited, out):
    sets = ds.get_item(0x00080005)
    sets = ds.SpecificCharacterSet if sets is not None else inherited
    for tag in list(ds.keys()):
        try: element = ds[tag]
        except Exception: continue
        path = prefix + '(%04X,%04X)' % (tag.group, tag.element)
        if element.VR == 'SQ':
            for n, item in enumerate(element.value): walk(item, '%s[%d].' % (path, n), sets, out)
        elif element.VR in TEXT and element.value is not None:
            values = element.value if isinstance(element.value, (MultiValue, list)) else [element.value]
            out[path] = [str(value) for value in values]
    return out
result = {}
for path in sys.stdin.read().split('\\n'):
    try:
        ds = pydicom.dcmread(path, force=True, stop_before_pixels=True)
        result[path] = walk(ds, '', None, {})
    except Exception: pass
print(json.dumps(result))
`;

type TextByPath = Readonly<Record<string, readonly string[]>>;

function pydicomTexts(paths: readonly string[]): Readonly<Record<string, TextByPath>> {
  const output = execFileSync(python, ['-c', script], { input: paths.join('\n'), maxBuffer: 1 << 28 });
  return JSON.parse(output.toString()) as Record<string, TextByPath>;
}

function ourTexts(path: string): TextByPath | null {
  const bytes = new Uint8Array(readFileSync(path));
  const dataset = readFromMemory(indexFile(bytes.length), bytes);
  if (dataset.kind === 'error') return null;
  const texts: Record<string, readonly string[]> = {};
  for (let i = 0; i < dataset.elements.count; i++) {
    const vr = readingVr(dataset, i);
    if (vr !== null && dependsOnCharacterSet(vr)) texts[attributePath(dataset, i)] = readText(dataset, i);
  }
  return texts;
}

/** Where two readers may differ and both be right: outer spaces, empty last name groups, the glyph at 5C and 7E. */
function comparable(values: readonly string[] | undefined): string {
  const text = (values ?? []).map((value) => value.replace(/^[ \0]+|[ \0=]+$/g, '')).join('\\');
  return text.replaceAll('\u00a5', '\\').replaceAll('\u203e', '~');
}

function corpusFiles(): readonly string[] {
  const index = JSON.parse(readFileSync(`${corpus}/index.json`, 'utf8')) as { files: { path: string }[] };
  return index.files.map((file) => `${corpus}/${file.path}`);
}

type Compared = { readonly path: string; readonly expected: string; readonly found: string };

/** Text that both readers found, file by file. */
function compareFile(path: string, texts: TextByPath): readonly Compared[] {
  const ours = ourTexts(path) ?? {};
  return Object.entries(texts).flatMap(([attribute, values]) => {
    const found = ours[attribute];
    if (found === undefined) return [];
    return [{ path: `${path} ${attribute}`, expected: comparable(values), found: comparable(found) }];
  });
}

describe.skipIf(!canRun)('readText', () => {
  it('reads the text of every file of the corpus as pydicom does', { timeout: 300_000 }, () => {
    const compared = Object.entries(pydicomTexts(corpusFiles())).flatMap(([path, texts]) => compareFile(path, texts));
    // Only where, never what: the values are other people's.
    expect(compared.filter(({ expected, found }) => expected !== found).map(({ path }) => path)).toEqual([]);
    expect(compared.length).toBeGreaterThan(1000);
    expect(compared.filter(({ expected }) => /[^ -~\s]/.test(expected)).length).toBeGreaterThan(20);
  });
});

type Case = readonly [sets: readonly string[], hex: string];

const decodeScript = `
import json, sys, warnings
from pydicom.charset import convert_encodings, decode_bytes, python_encoding
# Added to PS3.3 after pydicom 2.3.1.
python_encoding.setdefault('ISO_IR 203', 'iso8859_15')
warnings.simplefilter('ignore')
cases = json.load(sys.stdin)
print(json.dumps([decode_bytes(bytes.fromhex(h), convert_encodings(list(s)), {92, 94, 61, 10, 12, 13, 9}) for s, h in cases]))
`;

function pydicomDecode(cases: readonly Case[]): readonly string[] {
  const output = execFileSync(python, ['-c', decodeScript], { input: JSON.stringify(cases), maxBuffer: 1 << 28 });
  return JSON.parse(output.toString()) as string[];
}

const singleByteTerms = [100, 101, 109, 110, 126, 127, 138, 144, 148, 166, 203, 13].map((n) => `ISO_IR ${n}`);

describe.skipIf(!hasPydicom)('the character sets', () => {
  it.each(singleByteTerms)('read A1-FE of %s as Python does', (term) => {
    const bytes = Array.from({ length: 0xfe - 0xa0 }, (_, i) => 0xa1 + i);
    const wanted = term === 'ISO_IR 13' ? bytes.filter((byte) => byte <= 0xdf) : bytes;
    const theirs = pydicomDecode(wanted.map((byte) => [[term], byte.toString(16)]));
    expect(wanted.map((byte) => decodeText(Uint8Array.of(byte), [term], 'LO'))).toEqual(theirs);
  });

  it('write text that pydicom reads as it was', () => {
    // Not ISO 2022 IR 58: pydicom 2.3.1 leaves its escape sequences in the text.
    const samples: readonly (readonly [readonly string[], string])[] = [
      [['', 'ISO 2022 IR 87'], 'Yamada^Tarou=山田^太郎=やまだ^たろう'],
      [['', 'ISO 2022 IR 87', 'ISO 2022 IR 159'], '山鰻丂^丂'],
      [['ISO 2022 IR 13', 'ISO 2022 IR 87'], 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう'],
      [['', 'ISO 2022 IR 149'], 'Hong^Gildong=洪^吉洞=홍^길동'],
      [['ISO 2022 IR 100', 'ISO 2022 IR 144', 'ISO 2022 IR 126'], 'Äneas^Люк=Διονυσιος'],
      [['ISO 2022 IR 100', 'ISO 2022 IR 87'], 'Käthe^山\\Müller^太郎'],
      [['GB18030'], 'Wang^XiaoDong=王^小东'],
      [['GBK'], 'Wang^XiaoDong=王^小東'],
      [['ISO_IR 192'], 'Wang^XiaoDong=王^小東😀'],
    ];
    const cases = samples.map(([sets, text]): Case => {
      const bytes = encodeText(text, sets, 'PN');
      return [sets, bytes === null ? '' : Buffer.from(bytes).toString('hex')];
    });
    expect(pydicomDecode(cases)).toEqual(samples.map(([, text]) => text));
  });
});
