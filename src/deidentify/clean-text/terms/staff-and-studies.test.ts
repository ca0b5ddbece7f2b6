import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('who checked, which study and which ward', () => {
  it.each([
    ['small initials behind chk', 'CXR line chk mp', 'CXR line chk'],
    ['initials behind chk', 'CXR line chk MP, erect', 'CXR line chk, erect'],
    ['a study and its subject', 'RADAR-0312 CT chest', 'CT chest'],
    ['initials of either case beside a stroke', 'CT Thorax ka/Bo, nativ', 'CT Thorax, nativ'],
    ['the number of an insurance in groups', 'Medicare 2951 64270 1 OPG', 'OPG'],
    ['a ward in Danish', 'thorax afs. B21 liggende', 'thorax liggende'],
    ['a ward in Finnish', 'thorax os 7B makuu', 'thorax os makuu'],
  ])('go: %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each(['post op chk hip', 'XR knee post op chk', 'CT chest OMNIPAQUE-350', 'IRM os 3D', 'OCT OS 7'])(
    'stays: %j',
    (text) => {
      expect(cleaned(text)).toBe(text);
    },
  );
});
