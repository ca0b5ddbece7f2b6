import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ElementDescription } from '../../dicom/write-dataset.ts';
import { buildDataset } from '../../testing/build-dataset.ts';
import { cleaned, nobody } from '../../testing/nobody.ts';
import { foldText, tokensOf } from '../residual/fold-text.ts';
import { cleanText } from './clean-text.ts';
import namesToo from './data/names-too.json' with { type: 'json' };
import { isKnownWord } from './known-words.ts';
import { patientWordsOf } from './patient-words.ts';
import { isSafeWord } from './safe-words.ts';

function patient(...elements: readonly ElementDescription[]) {
  return patientWordsOf(buildDataset(elements));
}

describe('cleanText', () => {
  it.each([
    't1_mprage_sag_p2_iso_1.0',
    'ep2d_diff_b0_b1000_ADC',
    'Ax T2 FLAIR FS 5mm TE100 TR9000',
    'Thorax 5.0 B70f LUNG',
    'MRI BRAIN W/WO CONTRAST',
    'Sag T1 +C MPR',
    'T2* GRE 3D',
    '*sSSH/FB/4mm SENSE',
    'rsfMRI_REST_AP_2mm_MB8',
    'AXIAL LUNG 1.25MM Hr60 Q3',
    'PET AC 2D FDG F18 Whole Body',
    'Schädel nativ mit KM',
    'IRM cérébrale sans injection',
    'RM Rodilla Derecha con contraste',
    'Dose: 12.3 mGy CTDIvol 120kV 200mAs',
    'XR C Spine Comp Min 4 Views',
    'SaveBySlc 3DB0Map AxT2Flair',
    'JPEG 2000 irreversible (lossy) 2097:1',
  ])('keeps the words of imaging and parameters in %j', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['a name before the words', 'DOE^JANE brain', 'brain'],
    ['a name between separators', 't1_mprage_SMITH_sag', 't1_mprage_sag'],
    ['a name in brackets', 'head (SMITH) CT', 'head CT'],
    ['a name with doubled spaces', 'cor T2   SMITH   left knee', 'cor T2 left knee'],
    ['a title, particles and their name', 'CT ABD W/O CON (Dr. van der Berg)', 'CT ABD W/O CON'],
    ['initials beside a name', 'J. Smith follow-up', 'follow-up'],
    ['a word that leads to a name', 'CHEST AP PORTABLE for Douglas Davidson', 'CHEST AP PORTABLE'],
    ['a number behind a name', 'Halchenko_950_bids', 'bids'],
    ['a name written together with a word', 'SMITHBRAIN', ''],
    ['names in other scripts', '頭部 山田太郎 CT', '頭部 CT'],
    ['the remains of a name in another character set', 'RÃ¶hm knee', 'knee'],
    ['a name with a letter that could not be read', 'Br\uFFFDll knee', 'knee'],
    ['letters whose accents are their own', 'Schädel Müller', 'Schädel'],
    ['a date of digits', 'knee 19640718', 'knee'],
    ['a date with separators', 'brain 1964-07-18 T2', 'brain T2'],
    ['a day and month', 'follow-up 12/03', 'follow-up'],
    ['a date with a month name', '18JUL1964 head', 'head'],
    ['a month and year', 'Brain Jul 64', 'Brain'],
    ['a date in another language', 'Kopf 3. März 2011', 'Kopf'],
    ['a year', 'chest 1987', 'chest'],
    ['a time', 'CT Thorax 14:30', 'CT Thorax'],
    ['an age', '67 y/o chest pain', 'chest pain'],
    ['an age string', 'head 067Y', 'head'],
    ['a telephone number', 'MRI BRAIN 555-123-4567', 'MRI BRAIN'],
    ['an international telephone number', 'knee +34 93 123 45 67', 'knee'],
    ['a social security number', '123-45-6789 hip', 'hip'],
    ['a record number', 'MRN 12345 knee', 'knee'],
    ['a short record number that is announced', 'ID: 123 knee', 'ID knee'],
    ['a record number with letters', 'Z99123 knee C1234', 'knee'],
    ['an e-mail address', 'head jane@example.org', 'head'],
    ['a web address', 'https://example.org/jane head', 'head'],
  ])('takes out %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each([
    ['Kniegelenkspunktion links', 'a compound by its parts'],
    ['Cholangiopankreatikographie', 'a learned word by its forms'],
    ['МРТ головного мозга с контрастом', 'inflected words'],
    ['頭部CT 造影後', 'words where the script changes'],
    ['뇌 MRI 조영', 'words in Hangul'],
    ['senza M.d.C.', 'an abbreviation with points'],
    ['ES0p59 bw2222 acc3 256x256 70%', 'numbers by what they mean'],
    ['b=0, 500, 1000', 'numbers in a row behind their name'],
    ['TR/TE 500/15', 'settings'],
    ['PTV70 SpinalCord_PRV05', 'names of TG-263'],
    ['anat-MP2RAGE_acq-highres_UNI-DEN', 'entities of BIDS'],
    ['DR CHEST PA', 'a modality that is a title too'],
    ['head^routine', 'a program of a scanner'],
    ['CT per protocol', 'a word that leads to a name, before none'],
    ['DR CHEST', 'a modality'],
  ])('keeps %j: %s', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['a name that is a word, behind a title', 'CT per Dr. White', 'CT'],
    ['several words behind a title', 'Hip Miss Rose Banks', 'Hip'],
    ['a title in another language', 'Schädel Frau Dr. Klein', 'Schädel'],
    ['a name behind a lead-in', 'MRI pelvis tech Page', 'MRI pelvis tech'],
    ['initials behind a lead-in', 'Ultrasound by AB', 'Ultrasound'],
    ['a name between carets', 'HEAD^WILLIAM', ''],
    ['a name before a comma', 'Long, Peter head', 'head'],
    ['a name in brackets', 'MRI (Green)', 'MRI'],
    ['a name behind an initial', 'spine P. Frost', 'spine'],
    ['one letter in Han', '頭部 林', '頭部'],
    ['a name before an honorific', '胸部 高先生', '胸部 先生'],
    ['a name in Cyrillic', 'МРТ Кузнецов', 'МРТ'],
    ['a bed', 'chest bed A4', 'chest bed'],
    ['a ward by its letter', 'chest Ward B', 'chest'],
    ['a floor by its side', '4 West chest', 'chest'],
    ['a number behind a hash', 'CT #1234', 'CT'],
    ['a subject', 'sub-0042_T1w', 'sub_T1w'],
    ['a code of a letter and figures', 'S23 brain', 'brain'],
    ['a code of a group', 'HC07 dti', 'dti'],
    ['an age with a sex letter', '45M chest', 'chest'],
    ['a sex letter with an age', 'brain F93', 'brain'],
    ['both with a slash', 'F/65 hip', 'hip'],
    ['months of age', '3 months hip', 'hip'],
    ['a bare number', 'brain 4711', 'brain'],
    ['pairs of figures', '12 34 56', ''],
    ['a date in Japanese', '令和3年5月12日 頭部', '頭部'],
    ['a date in Korean', '2015년 3월 12일 복부', '복부'],
    ['a date in Russian', '12 марта 2015 голова', 'голова'],
    ['an age in Chinese', '78岁 胸部', '胸部'],
    ['Thai figures', 'brain ๒๕๕๘', 'brain'],
    ['full-width figures', 'knee ２０１５', 'knee'],
  ])('takes %s out of what else stays', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it('takes a particle with its name only', () => {
    expect(cleanText('bilan de la hanche', nobody).text).toBe('bilan de la hanche');
    expect(cleanText('de la Xyzzy hanche', nobody).text).toBe('hanche');
  });

  it('keeps a word of imaging only where it is nobody’s name', () => {
    expect(cleanText('long axis head', nobody).text).toBe('long axis head');
    const long = patient({ tag: 0x00100010, vr: 'PN', values: ['Long^Ann'] });
    expect(cleanText('long axis LongHead head', long).text).toBe('axis head');
    const doctor = patient({ tag: 0x00080090, vr: 'PN', values: ['Head^Peter'] });
    expect(cleanText('long axis head', doctor).text).toBe('long axis');
  });

  it('takes out what identifies this file, whatever it looks like', () => {
    const own = patient(
      { tag: 0x00080050, vr: 'SH', values: ['A.12-7'] },
      { tag: 0x00080080, vr: 'LO', values: ['Stone Knob Clinic'] },
      { tag: 0x00100020, vr: 'LO', values: ['T2-FLAIR'] },
    );
    expect(cleanText('Stone knee T1 sag', own).text).toBe('knee T1 sag');
    expect(cleanText('ax T2-FLAIR', own).text).not.toMatch(/FLAIR/);
  });

  it('says of each word what became of it and why', () => {
    const own = patient({ tag: 0x00100010, vr: 'PN', values: ['Head^Ann'] });
    expect(cleanText('Head CT 5mm Dr Xyzzy 19640718', own).words).toEqual([
      { text: 'Head', isKept: false, why: 'identifier' },
      { text: 'CT', isKept: true, why: 'vocabulary' },
      { text: '5mm', isKept: true, why: 'parameter' },
      { text: 'Dr', isKept: false, why: 'beside-removed' },
      { text: 'Xyzzy', isKept: false, why: 'unknown' },
      { text: '19640718', isKept: false, why: 'date-or-number' },
    ]);
  });

  it('keeps nothing of a text too long to be a description', () => {
    expect(cleanText('brain '.repeat(4000), nobody).text).toBe('');
  });

  it('leaves neither doubled separators nor open brackets, and is settled after one pass', () => {
    const piece = fc.constantFrom(
      'brain',
      'SMITH',
      'T2',
      '(',
      ')',
      ' ',
      '_',
      '-',
      '/',
      ', ',
      '5mm',
      '1964',
      '^',
      '[',
      ']',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const once = cleaned(text);
        expect(cleaned(once)).toBe(once);
        if (once === text) return;
        expect(once).toBe(once.trim());
        const count = (character: string) => once.split(character).length;
        expect(count('(') + count('[')).toBe(count(')') + count(']'));
      }),
    );
  });

  it('lets no word of the patient or the staff through, however it is put', () => {
    const safe = fc.constantFrom(
      'head',
      'long',
      'knee',
      'chest',
      'brain',
      'left',
      'stone',
      'small',
      'Grey',
      'Young',
      'Smith',
    );
    const glue = fc.constantFrom(' ', '_', '-', '^', '/', '', '(', '1', '. ');
    fc.assert(
      fc.property(safe, safe, fc.array(fc.tuple(safe, glue), { maxLength: 8 }), (family, given, words) => {
        const own = patient(
          { tag: 0x00080090, vr: 'PN', values: [given] },
          { tag: 0x00100010, vr: 'PN', values: [`${family}^X`] },
        );
        const after = cleanText(words.flat().join(''), own).text;
        const left = tokensOf(foldText(after));
        expect(left).not.toContain(foldText(family));
        expect(left).not.toContain(foldText(given));
        expect(own.isIdentifying(after)).toBe(false);
      }),
    );
  });
});

describe('words that are names too', () => {
  it('are counted', () => {
    const { nameFirst, imagingFirst, onlyByRule } = namesToo;
    const words = [nameFirst, imagingFirst, onlyByRule].flatMap((list) => list.split(' '));
    expect(namesToo.count).toBe(words.length);
    expect(words.filter((word) => onlyByRule.split(' ').includes(word) && isKnownWord(word))).toEqual([]);
  });
});

describe('the safe vocabulary', () => {
  it('has several thousand words, and words of imaging that are names too', () => {
    for (const word of ['head', 'long', 'brain', 'flair', 'gadovist', 'hippocampus', 'mprage']) {
      expect(isSafeWord(word), word).toBe(true);
    }
  });

  it('has no names, months, relatives or words of sex and origin', () => {
    const names =
      'smith jones garcia mueller muller mary james robert maria anna peter hans jose wilson taylor kim nguyen';
    const others = 'january oct13 july male female father mother hispanic jewish veteran';
    for (const word of [...names.split(' '), ...others.split(' ')]) expect(isSafeWord(word), word).toBe(false);
  });
});
