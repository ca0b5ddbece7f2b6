/**
 * A set of characters that ISO 2022 can put into one half of the code table: G0 answers bytes 21-7E, G1 bytes A1-FE.
 * `escape` is what follows ESC to put it there.
 *
 * @see PS3.3 C.12.1.1.2, PS3.5 6.1.2
 */
export type GraphicSet = {
  readonly half: 'G0' | 'G1';
  readonly escape: string;
  readonly bytesPerCharacter: 1 | 2;
  /** Name the WHATWG Encoding Standard gives the encoding that has this set in its upper half. */
  readonly encoding: string;
  /** Byte that selects this set within `encoding`; only JIS X 0212 in EUC-JP needs one. */
  readonly shift?: number;
};

function singleByte(half: 'G0' | 'G1', afterEsc: string, encoding: string): GraphicSet {
  return { half, escape: afterEsc, bytesPerCharacter: 1, encoding };
}

export const ascii = singleByte('G0', '(B', 'ascii');
/** JIS X 0201 Romaji: ASCII with a yen sign at 5C and an overline at 7E. */
export const romaji = singleByte('G0', '(J', 'romaji');
const katakana = singleByte('G1', ')I', 'katakana');
export const latin1 = singleByte('G1', '-A', 'iso-8859-1');

/** The sets of each ISO registration number that PS3.3 C.12.1.1.2 names, G0 first. */
export const graphicSetsByRegistration: ReadonlyMap<number, readonly GraphicSet[]> = new Map([
  [6, [ascii]],
  [13, [romaji, katakana]],
  [100, [ascii, latin1]],
  [101, [ascii, singleByte('G1', '-B', 'iso-8859-2')]],
  [109, [ascii, singleByte('G1', '-C', 'iso-8859-3')]],
  [110, [ascii, singleByte('G1', '-D', 'iso-8859-4')]],
  [126, [ascii, singleByte('G1', '-F', 'iso-8859-7')]],
  [127, [ascii, singleByte('G1', '-G', 'iso-8859-6')]],
  [138, [ascii, singleByte('G1', '-H', 'iso-8859-8')]],
  [144, [ascii, singleByte('G1', '-L', 'iso-8859-5')]],
  [148, [ascii, singleByte('G1', '-M', 'iso-8859-9')]],
  [166, [ascii, singleByte('G1', '-T', 'windows-874')]],
  [203, [ascii, singleByte('G1', '-b', 'iso-8859-15')]],
  [87, [{ half: 'G0', escape: '$B', bytesPerCharacter: 2, encoding: 'euc-jp' }]],
  [159, [{ half: 'G0', escape: '$(D', bytesPerCharacter: 2, encoding: 'euc-jp', shift: 0x8f }]],
  [149, [{ half: 'G1', escape: '$)C', bytesPerCharacter: 2, encoding: 'euc-kr' }]],
  [58, [{ half: 'G1', escape: '$)A', bytesPerCharacter: 2, encoding: 'gb18030' }]],
]);

/** Every set by what follows ESC. JIS C 6226-1978 ("$@") is read as its successor, as other readers do. */
export const graphicSetsByEscape: ReadonlyMap<string, GraphicSet> = new Map(
  [...graphicSetsByRegistration.values()].flat().flatMap((set): readonly (readonly [string, GraphicSet])[] =>
    set.escape === '$B'
      ? [
          [set.escape, set],
          ['$@', set],
        ]
      : [[set.escape, set]],
  ),
);
