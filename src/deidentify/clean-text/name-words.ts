import namesToo from './data/names-too.json' with { type: 'json' };

/** Words of imaging that are frequent family or given names first: they stay only where no name is expected. */
const nameFirst: ReadonlySet<string> = new Set(namesToo.nameFirst.split(' '));
/** Words that are names as well, but words of imaging first. */
const imagingFirst: ReadonlySet<string> = new Set(namesToo.imagingFirst.split(' '));

/** Those of them that go beside a name as well: `Chip Woods`, `Philip Siemens`. */
const besideName: ReadonlySet<string> = new Set(namesToo.besideName.split(' '));

/** @param word folded */
export function isNameFirst(word: string): boolean {
  return nameFirst.has(word);
}

/** @param word folded */
export function isNameToo(word: string): boolean {
  return nameFirst.has(word) || imagingFirst.has(word);
}

/** @param word folded */
export function isNameBesideName(word: string): boolean {
  return besideName.has(word);
}

/** Words that are part of a name when a name stands beside them, folded. */
export const nameParticles: ReadonlySet<string> = new Set(
  'van von vom der den de del della degli di da do dos das du la le las los el al ten ter te zu zur y e dr md ms mac mc st sr jr san santa santo saint sao bin ibn ben abu af av d o'.split(
    ' ',
  ),
);
