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
  ])('stay in %j', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['a family name', 'Brandt knee', 'knee'],
    ['a family name', 'CT HELD', 'CT'],
    ['a family name', 'MRI brain Damps', 'MRI brain'],
    ['a given name', 'XR hand Jarred', 'XR hand'],
  ])('does not keep %s that a form of one would be', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});
