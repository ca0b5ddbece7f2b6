import { expect, it } from 'vitest';
import { buildDataset } from '../../testing/build-dataset.ts';
import { cleanText } from './clean-text.ts';
import { patientWordsOf } from './patient-words.ts';

const nobody = patientWordsOf(buildDataset([{ tag: 0x00080005, vr: 'CS', values: ['ISO_IR 192'] }]));

it.each([
  ['the beginning of a name', 'PTV_Mü_neu', 'PTV_neu'],
  ['a short name that is a word without its accent', 'Thorax Çam', 'Thorax'],
  ['the same with the accent as a character of its own', 'Thorax C\u0327am', 'Thorax'],
  ['a given name of two letters', 'Zé ombro', 'ombro'],
  ['what a place of imaging is called behind its name', 'MR knee from Qiverside Imaging Ctr', 'MR knee'],
  ['the same in capitals', 'DONE AT QIVERSIDE IMAGING CENTER', 'DONE'],
  ['a hospital by its abbreviation', 'adressé par CH de Qontluçon IRM genou', 'adressé par IRM genou'],
  ['a room in Greek', 'θώρακος θάλαμος 5', 'θώρακος'],
  ['a room in Greek capitals', 'ΘΑΛΑΜΟΣ 5Β θώρακος', 'θώρακος'],
  ['a room in Hungarian', 'chest szoba 4', 'chest'],
  ['a bed in Romanian', 'torace salon 4', 'torace'],
  ['a bed in Ukrainian', 'ліжко 12 МРТ', 'МРТ'],
  ['a room in Hebrew', 'חדר 12 CT', 'CT'],
  ['a room in Arabic', 'غرفة 12 CT', 'CT'],
  ['a room in Thai', 'ห้อง 12 CT', 'CT'],
  ['a bed in Vietnamese', 'giường 12 CT', 'CT'],
  ['a name behind who asks', 'solicita Campos RM próstata', 'solicita RM próstata'],
  ['a name that titles go on with', 'cone beam 36 Dr Dent', 'cone beam 36'],
  ['the second name behind a slash', 'PTC drain op Qitzmaurice/Rao', 'PTC drain op'],
  ['two names with a sign between them', 'ref Qoss & Qhandra MRI brain', 'ref MRI brain'],
  ['who drew a target volume', 'CTVp_AMB_relu', 'CTVp_relu'],
  ['a place of two words', 'Pine Qollow Family Practice thyroid', 'Family Practice thyroid'],
  ['a date with a slash and a hyphen', 'mammografi hø MLO 3/5-22', 'mammografi hø MLO'],
  ['an ending behind a name', "qena's mammo", 'mammo'],
  ['an ending in Turkish', "Qermin'in eski filmi", 'eski filmi'],
  ['years in Polish', 'klatka 3 lat', 'klatka'],
  ['years in Finnish', 'Thorax 3V', 'Thorax'],
  ['years beside a side', 'polvi DX 4V', 'polvi DX'],
  ['a name before what bears weight', 'Rosenberg WB knee', 'WB knee'],
  ['a name beside sinuses', 'CT sinus Waters', 'CT sinus'],
  ['a day and a month', 'mammo 8/10', 'mammo'],
  ['a name that a view has', 'Peter Waters view knee', 'view knee'],
  ['the same by itself', 'Waters chest', 'chest'],
  ['the number of a room', 'CT thorax 4R', 'CT thorax'],
  ['a name behind whom to call', 'chiamare Rosa ginocchio', 'chiamare ginocchio'],
])('takes %s out', (_, text, expected) => {
  expect(cleanText(text, nobody).text).toBe(expected);
});

it.each([
  ["Baker's cyst"],
  ['XR LT SCAPHOID 4V'],
  ['XA LT ICA RUN 3 LAT MAG'],
  ['OCT score 8/10'],
  ['L4/5-12 mm'],
  ['GTVn_4R_MIP'],
  ['CTV_LN_Ax_L2'],
  ['zPTV_6000-Lungs'],
  ['Ki67 MIB1 hotspot 40x, ROI 500 cells'],
  ['Winston-Lutz G270 C0 T90 fff'],
  ['XR sinuses Waters/Caldwell'],
  ['전립선 70Gy 28회'],
  ['GTVp_MIP_boost'],
  ['Rö Thorax'],
  ['på knä'],
  ['má cystu'],
  ['côté droit'],
  ['ząb i kość'],
  ['brain imaging protocol'],
  ['Luft anhalten, Befundung nachgeholt'],
  ['sezioni sottili polmone, ripetere'],
  ['Axial T1 grasa saturada'],
  ['CT thorax longvenster 1 mm'],
  ['MR caput med kontrast'],
  ['CT lunge høyoppløselig'],
  ['Pään MRI tehosteaine'],
  ['CT θώρακος λεπτές τομές'],
  ['胸部重拍'],
])('keeps %s', (text) => {
  expect(cleanText(text, nobody).text).toBe(text);
});
