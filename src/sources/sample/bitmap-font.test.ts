import { describe, expect, it } from 'vitest';
import { textDots } from './bitmap-font.ts';

function draw(text: string, scale: number, width: number, height: number): string[] {
  const rows = Array.from({ length: height }, () => Array.from({ length: width }, () => ' '));
  for (const [x, y] of textDots(text, scale)) (rows[y] as string[])[x] = '#';
  return rows.map((row) => row.join('').trimEnd());
}

describe('textDots', () => {
  it('draws letters that a person can read', () => {
    expect(draw('TA', 1, 12, 7)).toEqual([
      '#####  ###',
      '  #   #   #',
      '  #   #   #',
      '  #   #   #',
      '  #   #####',
      '  #   #   #',
      '  #   #   #',
    ]);
  });

  it('draws each dot as a square of the scale', () => {
    expect([...textDots('A', 3)]).toHaveLength([...textDots('A', 1)].length * 9);
  });

  it('leaves characters blank that it does not have', () => {
    expect([...textDots(' ~', 1)]).toEqual([]);
  });
});
