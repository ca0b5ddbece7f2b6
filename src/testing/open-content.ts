import type { InputContent } from '../pipeline/contracts/input-file.ts';
import type { SourceItem } from '../pipeline/contracts/source.ts';

/** Opens an item that must be a file that opens. */
export async function openContent(item: SourceItem | undefined): Promise<InputContent> {
  if (item?.kind !== 'file') throw new Error('This item is no file.');
  const content = await item.open();
  if (content.kind === 'failed') throw new Error(content.reason);
  return content;
}
