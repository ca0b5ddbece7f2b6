import type { Tag } from '../../dicom/tag.ts';

/**
 * One way in which something that identifies this patient or visit may be written. `label` says what it is without
 * saying it: `family name of Patient's Name`.
 */
export type Identifier = {
  readonly label: string;
  readonly text: string;
  /**
   * - `phrase`: consecutive whole tokens of decoded text;
   * - `inside`: anywhere in decoded text, for scripts that do not part words.
   */
  readonly match: 'phrase' | 'inside';
  /** True for forms that are also searched as bytes, in every encoding that may hold them. */
  readonly isSearchedAsBytes: boolean;
};

/** Where an identifier comes from; decides how it may be written elsewhere. */
export type IdentifierSource = {
  readonly role: 'patient-name' | 'staff-name' | 'id' | 'date' | 'phone' | 'words' | 'uid';
  /** Attribute name as printed by PS3.6. */
  readonly name: string;
  readonly value: string;
  /** The attribute itself, when an option or an own rule keeps it; null when it goes. */
  readonly retainedTag: Tag | null;
};
