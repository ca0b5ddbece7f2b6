import { parseTag, type Tag } from '../dicom/tag.ts';

/** Reads an id without wildcards. Throws on a malformed id: the data files are part of the product. */
export function tagFromId(id: string): Tag {
  const tag = parseTag(id);
  if (tag === null) throw new Error(`Rule data holds ${id}, which is no tag. Generate the data again.`);
  return tag;
}
