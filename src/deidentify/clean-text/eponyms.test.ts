import { expect, it } from 'vitest';
import { cleaned } from '../../testing/nobody.ts';

it.each([
  ['BARRETT FOOT', 'FOOT'],
  ['harris knee mri', 'knee mri'],
  ['t2 axial sanders', 't2 axial'],
  ['müller thorax', 'thorax'],
  ['Westphal foot', 'foot'],
  ['Hashimoto foot', 'foot'],
  ['MALLORY JOINT L', 'JOINT L'],
  ['Rolando cyst', 'cyst'],
  ['Wegener type chest', 'type chest'],
  ['Turcot i', ''],
  ['Hartmann Op Thorax', 'Op Thorax'],
  ['Stanford type thorax', 'type thorax'],
  ['Stanford B. chest', 'chest'],
  ['Judkins left knee', 'left knee'],
  ['Hôpital Fournier node', 'node'],
  ['Klinik Westphal Syndrom', 'Syndrom'],
  ['ref Westphal disease', 'ref disease'],
  ['for Wilson disease', 'disease'],
  ['wife of Westphal disease', 'disease'],
  ['West Haven CT', 'CT'],
  ['Ivor Lewis chest', 'chest'],
  ['Ramsay Hunt', ''],
  ['Gustilo Anderson', ''],
  ['Ana Chagas torax', 'torax'],
  ['川崎病院 脳', '病院 脳'],
  ['川崎病棟 CT', '病棟 CT'],
  ['川崎病医院 CT', 'CT'],
  ['桥本病院 CT', '病院 CT'],
  ['가와사키병원 흉부', '흉부'],
])('%j, which has the name of a person, becomes %j', (text, expected) => {
  expect(cleaned(text)).toBe(expected);
});

it.each([
  'harris view heel',
  'circle of willis',
  'popliteal baker cyst',
  'fenster dünn',
  'Wilson disease',
  'Charcot foot',
  'Chopart joint',
  'Colles fracture',
  'Bosniak II cyst',
  'Stanford type B dissection',
  'Judkins left 4',
  'West Haven grade 2',
  'Ivor Lewis esophagectomy',
  'Ramsay Hunt syndrome',
  'Gustilo Anderson type II fracture',
  'Osgood-Schlatter',
  'doença de Chagas',
  '川崎病 急性期',
  'ref Crohn disease',
])('keeps the term %j', (text) => {
  expect(cleaned(text)).toBe(text);
});
