import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('names that are written together, or made of known words', () => {
  it.each([
    ['a family name with its particle', 'DelVecchio_P_prostata_mp', 'prostata_mp'],
    ['a machine with its number', 'Linac4 CBCT pelvis', 'CBCT pelvis'],
    ['a vehicle', 'MammoVan screening', 'screening'],
    ['a vehicle in capitals', 'MAMMOBUS screening', 'screening'],
    ['a hospital of three letters', 'RPA transplant workup', 'transplant workup'],
    ['a family name between underscores', 't1_vibe_Tan_post', 't1_vibe_post'],
    ['a company of a metal', 'Qaxon Platinum miner, silicosis', 'silicosis'],
    ['a practice', 'Eye Care Center OCT', 'OCT'],
    ['a practice by one word', 'Vision Center OCT', 'OCT'],
    ['a home', 'Haus Sonne CXR', 'CXR'],
    ['a home with its article', 'Residence Les Fleurs chute', 'chute'],
    ['a mountain', 'Mt. View CT', 'CT'],
  ])('go: %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });

  it.each([
    'DelRec - CT Lung',
    'DeNoise T2',
    'RPA stenosis',
    'LPA RPA dilated',
    't1_vibe_Dixon_post',
    'Gold fiducial markers',
    'Cancer Center',
    'Image Library Group',
  ])('stays as it is: %s', (text) => {
    expect(cleaned(text)).toBe(text);
  });
});
