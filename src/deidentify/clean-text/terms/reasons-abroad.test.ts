import { describe, expect, it } from 'vitest';
import { cleaned } from '../../../testing/nobody.ts';

describe('why a study was asked for, in other languages', () => {
  it.each([
    'CT Schädel Benommenheit, Wegknicken, Hörsturz',
    'Rö Hand Stauchung, Boxerfraktur',
    'Scanner TAP rectorragies, fébricule',
    'RX tórax febrícula, sibilancias',
    'TC torace interstiziopatia, emoftoe',
    'RM coluna hérnia extrusa, tombo',
    'CT hersenen bewustzijnsdaling, gezichtsuitval',
    'MR knæ aflåsning, lyskesmerter',
    'Röntgen handled reponering, granskning',
    'MR hodet skjelving, tungpustenhet',
    'Pään TT sekavuus, kouristukset',
    'TK głowy drżenie, zaburzenia równowagi',
    'CT mozku zmatenost, nedoslýchavost',
    'КТ ОГК гидроторакс, сердцебиение',
    'Lomber MR radikülopati, unutkanlık',
    'MRI ΟΜΣΣ ισχιαλγία, ριζοπάθεια',
  ])('stays in %j', (text) => {
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    ['Colin', 'CT Colin knie', 'CT knie'],
    ['Suchý', 'MR Suchý kolene', 'MR kolene'],
    ['Kazim', 'Lomber MR Kazim', 'Lomber MR'],
  ])('does not keep %s, which a rule of endings would make', (_, text, expected) => {
    expect(cleaned(text)).toBe(expected);
  });
});
