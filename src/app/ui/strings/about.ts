/** Texts of the about box. */
export const aboutStrings = {
  data: 'Rule data, SHA-256',
  dataHint: 'The rules are data files of the source, in src/profile/data. A file with the same sum has the same rules.',
} as const;
