import type { Tag } from '../../dicom/tag.ts';

/**
 * What must stand at both ends of a match. At a digit, no other digit may go on without a separator (but for `stamp`).
 * - `free`: anything, unless the match is part of a longer word of the vocabulary;
 * - `part`: a separator, a change between letters and digits, or a capital inside a word (`MrSmith01`);
 * - `token`: a separator;
 * - `stamp`: one end like `part`; digits may go on at the other (`19640718123000`);
 * - `alone`: like `part`, and no digit behind a single point, hyphen or slash (`1.18.7.64.2` is no date).
 */
type Edges = 'free' | 'part' | 'token' | 'stamp' | 'alone';

/**
 * Where separators may lie inside a match.
 * - `hyphens`: a single hyphen anywhere;
 * - `single`: one separator anywhere;
 * - `some`: up to four separators in a row anywhere;
 * - places: up to four at these places and nowhere else, at all of them or (unless `isRequired`) at none.
 */
type Joints = 'hyphens' | 'single' | 'some' | { readonly at: readonly number[]; readonly isRequired: boolean };

/** Day and year of a date whose month is written as a word: both must stand beside it. */
export type DayAndYear = { readonly day: number; readonly year: string };

/**
 * One way in which something that identifies this patient or visit may be written. `label` says what it is without
 * saying it: `family name of Patient's Name`.
 */
export type Identifier = {
  readonly label: string;
  /** Folded letters and digits, without what may stand between them. */
  readonly letters: string;
  readonly edges: Edges;
  readonly joints: Joints;
  /** True for a single word: a coded term that is the same word is no evidence. */
  readonly isWord: boolean;
  /** The text as written, where it has letters beyond ASCII whose bytes are looked for in every encoding. */
  readonly written: string | null;
  readonly beside: DayAndYear | null;
};

/** Where an identifier comes from; decides how it may be written elsewhere. */
export type IdentifierSource = {
  readonly role: 'patient-name' | 'staff-name' | 'id' | 'date' | 'phone' | 'words' | 'uid';
  readonly tag: Tag;
  /** Attribute name as printed by PS3.6. */
  readonly name: string;
  readonly value: string;
  /** The attribute itself, when an option or an own rule keeps it; null when it goes. */
  readonly retainedTag: Tag | null;
};
