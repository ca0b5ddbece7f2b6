/** Texts of the review: its parts, and the bar at its foot. Loaded with the workbench. */
export const reviewStrings = {
  heading: 'Review',
  reading: 'Reading files',
  view: 'View',
  parts: { files: 'Files', preview: 'Preview', profile: 'Profile' },
  status: 'Reading',
  /** Tests read it word by word: plain integers, no grouping. */
  counts: (files: number, ready: number, held: number, skipped: number, failed: number) =>
    `${files} files read: ${ready} ready, ${held} held, ${skipped} skipped, ${failed} failed`,
  ready: 'ready',
  noWork: 'Nothing here can be de-identified. Add other files.',
  toResult: 'Back to result',
  deidentify: 'De-identify',
  afterReading: 'Ready when reading ends',
} as const;
