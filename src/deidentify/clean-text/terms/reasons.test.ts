import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('why a study was asked for', () => {
  it.each([
    'CT head tripped on staircase, headbutt, photophobia',
    'XR hand lawnmower, degloving, fishhook in thumb',
    'US abdo RLQ pain, pyrexial, oliguric',
    'CXR ?LRTI, croup, wheezy, desaturating',
    'MRI brain aphasic, dystonic, clonus',
    'CT abdo typhlitis, neutropaenic, torsed ovary',
    'CTCA on bisoprolol, ivabradine 5 mg',
    'CT brain on apixaban, ticagrelor',
    'MRI pelvis after hyoscine, goserelin',
    'CXR PICC tip, bipap, nasojejunal tube',
    'XR pelvis tightrope, cementless, interbody cages',
    'MRI patient unwilling, reluctant, tolerated poorly',
    'US neck previously undiagnosed, gradually worsening',
    'MRI spine MSCC, UTI, PUO',
    'Echo LVEDV, RBBB, RWMA',
    'OCT macula VMT, wAMD, CRVO',
    'US obs DCDA, AEDF, PPROM',
    'CT chest NSIP, PCD, GGNs',
  ])('stays in %j', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['a name beside it', 'CT head Tripwood tripped', 'CT head tripped'],
    ['an occupation', 'CXR retired plumber, asbestosis', 'CXR, asbestosis'],
    ['a name that is an abbreviation as well, behind a title', 'Dr Sita MRI knee', 'MRI knee'],
    ['a name that is an abbreviation as well, beside a name', 'Sita Qaxonby MRI knee', 'MRI knee'],
  ])('does not keep %s', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});
