/**
 * Errors of dciodvfy that an output may have though its input had none, each with its cause; docs/oracle.md lists them.
 * Anything else fails the check.
 */
export const knownErrors: readonly { readonly path: RegExp; readonly pattern: RegExp; readonly cause: string }[] = [
  {
    path: /empty_charset_LEI\.dcm$/,
    pattern: /^Error - MediaStorageSOP(Class|Instance)UID but missing SOP(Class|Instance)UID/,
    cause:
      'The input has no File Meta Information and no SOP Class or Instance UID. A file must have the former (PS3.10 7.1), and nobody can make up the latter.',
  },
  {
    path: /wave_dfl$/,
    pattern: /^Error - (Seek failed|Tag read failed|Dicom dataset read failed)/,
    cause:
      'The data set is deflated, and dciodvfy takes the deflated bytes for elements. Which error that is follows chance.',
  },
  {
    path: /nested_priv_SQ\.dcm$/,
    pattern: /^Error - PixelData has incorrect value length/,
    cause:
      'dciodvfy stops reading the input at an invalid odd group. The output has none, so it sees the pixels, which are as they were.',
  },
];
