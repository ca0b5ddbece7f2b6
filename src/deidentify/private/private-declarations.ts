import { findElement } from '../../dicom/dataset-access.ts';
import type { IndexedDataset } from '../../dicom/indexed-dataset.ts';
import { elementOf, groupOf, type Tag, tagOf } from '../../dicom/tag.ts';
import { readNumbers, readText } from '../../dicom/value-codec.ts';

/** What a file itself says about one private element: safe, identifying, what to do with it, or nothing. */
export type PrivateDeclaration = 'safe' | 'identifying' | 'X' | 'Z' | 'D' | 'U' | null;

export const privateDataElementCharacteristicsSequence = tagOf(0x0008, 0x0300);

const privateGroupReference = tagOf(0x0008, 0x0301);
const privateCreatorReference = tagOf(0x0008, 0x0302);
const blockIdentifyingInformationStatus = tagOf(0x0008, 0x0303);
const nonidentifyingPrivateElements = tagOf(0x0008, 0x0304);
const deidentificationActionSequence = tagOf(0x0008, 0x0305);
const identifyingPrivateElements = tagOf(0x0008, 0x0306);
const deidentificationAction = tagOf(0x0008, 0x0307);

type DeclaredBlock = {
  readonly group: number;
  readonly creator: string;
  readonly status: string;
  readonly safeElements: ReadonlySet<number>;
  readonly actions: ReadonlyMap<number, 'X' | 'Z' | 'D' | 'U'>;
};

/**
 * Looks a private element up in the top-level Private Data Element Characteristics Sequence (0008,0300), which speaks
 * for the whole data set. An action that it names comes first; a block that is MIXED is safe only in its
 * Nonidentifying Private Elements (0008,0304). UNSAFE says nothing about single elements.
 * @see PS3.3 C.12.1.1.7, PS3.15 E.3.10
 */
export function declarationOf(dataset: IndexedDataset, creator: string, tag: Tag): PrivateDeclaration {
  const inBlock = elementOf(tag) & 0xff;
  const blocks = blocksOf(dataset).get(keyOf(groupOf(tag), creator)) ?? noBlocks;
  for (const { actions } of blocks) {
    const action = actions.get(inBlock);
    if (action) return action;
  }
  const statuses = blocks.map(({ status, safeElements }) => {
    if (status === 'SAFE') return 'safe';
    if (status === 'MIXED') return safeElements.has(inBlock) ? 'safe' : 'identifying';
    return null;
  });
  if (statuses.includes('identifying')) return 'identifying';
  // Two items about one block that disagree are worth no more than the more careful one.
  return statuses.length > 0 && statuses.every((status) => status === 'safe') ? 'safe' : null;
}

type Blocks = ReadonlyMap<string, readonly DeclaredBlock[]>;

const known = new WeakMap<IndexedDataset, Blocks>();
const noBlocks: readonly DeclaredBlock[] = [];

/** By group and creator: a file may declare as many blocks as it has private elements. */
function blocksOf(dataset: IndexedDataset): Blocks {
  const blocks = known.get(dataset) ?? readBlocks(dataset);
  known.set(dataset, blocks);
  return blocks;
}

function readBlocks(dataset: IndexedDataset): Blocks {
  const sequence = findElement(dataset, privateDataElementCharacteristicsSequence);
  const byKey = new Map<string, DeclaredBlock[]>();
  for (const item of sequence < 0 ? [] : childrenOf(dataset, sequence)) {
    const block = readBlock(dataset, item);
    const key = keyOf(block.group, block.creator);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [block]);
    else if (same.length < mostOfOneBlock) same.push(block);
  }
  return byKey;
}

/** Items about the same block beyond these are not read: nobody writes more than one. */
const mostOfOneBlock = 64;

function keyOf(group: number, creator: string): string {
  return `${group} ${creator}`;
}

function readBlock(dataset: IndexedDataset, item: number): DeclaredBlock {
  return {
    group: numbersIn(dataset, item, privateGroupReference)[0] ?? -1,
    creator: textIn(dataset, item, privateCreatorReference),
    status: textIn(dataset, item, blockIdentifyingInformationStatus),
    safeElements: new Set(numbersIn(dataset, item, nonidentifyingPrivateElements)),
    actions: new Map(
      childrenOf(dataset, childIn(dataset, item, deidentificationActionSequence)).flatMap((actionItem) => {
        const action = actionOf(textIn(dataset, actionItem, deidentificationAction));
        return numbersIn(dataset, actionItem, identifyingPrivateElements).map((element) => [element, action] as const);
      }),
    ),
  };
}

/** D, Z, X and U are all there are; anything else is no reason to keep a value that is called identifying. */
function actionOf(text: string): 'X' | 'Z' | 'D' | 'U' {
  return text === 'Z' || text === 'D' || text === 'U' ? text : 'X';
}

function childrenOf(dataset: IndexedDataset, entry: number): readonly number[] {
  const { subtreeEnds } = dataset.elements;
  const children: number[] = [];
  if (entry < 0) return children;
  for (let at = entry + 1; at < (subtreeEnds[entry] ?? 0); at = subtreeEnds[at] ?? at + 1) children.push(at);
  return children;
}

function childIn(dataset: IndexedDataset, item: number, tag: Tag): number {
  return childrenOf(dataset, item).find((child) => dataset.elements.tags[child] === tag) ?? -1;
}

function textIn(dataset: IndexedDataset, item: number, tag: Tag): string {
  const child = childIn(dataset, item, tag);
  return child < 0 ? '' : (readText(dataset, child)[0] ?? '').trim();
}

function numbersIn(dataset: IndexedDataset, item: number, tag: Tag): readonly number[] {
  const child = childIn(dataset, item, tag);
  return child < 0 ? [] : readNumbers(dataset, child);
}
