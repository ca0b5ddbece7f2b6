import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('plain words of hospital language', () => {
  it.each([
    'CT abdomen queried, biochemical recurrence, wobbly and queasy',
    'XR ankle tumbled downstairs, grazed',
    'MRI pelvis preg 22w, unhelpful sequences',
    'MRT Knie blockiert, Einschränkung, verschlechtert',
    'IRM genou aggravé, écrasé, sevrage',
    'RM rodilla torcido, comido, indurado',
    'RM ginocchio migliorato, gonfio, sostituito',
    'RM joelho inchado, quebrado, bêbado',
    'MRI knie verslechterd, bloeduitstorting',
    'MR knä försämrad, påbörjad, otillräcklig',
    'MRI polvi huonontunut, tukossa',
    'MR kolana niestabilny, zablokowanie',
    'MR kolene nestabilní, potíže',
    'МРТ колена жалобы, сломан',
    'MR diz şikayeti, ilerleyici',
    'CT chest asymmetrical, oligometastatic, chemoradiotherapy',
    'US monochorionic diamniotic, bnp, nact',
    'MG brusterhaltend, Mikrokalzifikationen',
    'TEP après 2 cures, réévaluation, hausse',
    'RM mama tumorectomía, espiculado',
    'RM encefalo anticoagulato, gemellare',
    'Rx tórax idoso, hipocôndrio',
    'MR mitralisklep, ejectiefractie',
    'MR hjärta förmaksflimmer, tvillingar',
    'Sydän eteisvärinä, hiippaläppä',
    'MR serca niedomykalność, przedsionek',
    'MR srdce mitrální nedomykavost',
    'КТ ОГК ковид, поражение',
    'MR kalp triküspit, vitreus',
    '抜歯前 運動低下',
    'رنين مغناطيسي للركبة تمزق الغضروف',
    'MRI ברך שמאל קרע מיניסקוס',
    'CT สมอง ไม่ฉีดสี ล้มศีรษะกระแทก',
    '肩袖损伤 升高',
    '회전근개파열 심장초음파',
  ])('stay in %j', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['a family name', 'Brandt knee', 'knee'],
    ['a family name', 'CT HELD', 'CT'],
    ['a family name', 'MRI brain Damps', 'MRI brain'],
    ['a given name', 'XR hand Jarred', 'XR hand'],
    ['a given name', 'RX Carie mano', 'RX mano'],
    ['a patient in Arabic', 'مريضة فاطمة رنين الركبة', 'رنين الركبة'],
    ['a physician in Hebrew', 'ד"ר כהן MRI ברך', 'MRI ברך'],
    ['a family name', 'USG Brodawka nerki', 'USG nerki'],
  ])('does not keep %s that a form of one would be', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});
