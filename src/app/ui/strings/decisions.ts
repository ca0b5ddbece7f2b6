import { countOf } from '../format.ts';

type Problem = { readonly path: string; readonly message: string };

export const decisionsStrings = {
  unreadable: 'The file could not be read. Open decisions that were saved here.',
  refused: (problems: readonly Problem[]): string => {
    const [first] = problems;
    // How many, nobody knows: the reading ends when there are enough.
    const others = problems.length > 1 ? ' More is wrong in the file.' : '';
    return `These decisions cannot be opened, nothing was changed. ${first?.path}: ${first?.message}${others}`;
  },
  opened: (files: number): string =>
    files === 0
      ? 'None of these decisions is about a file that is here. They go with the project key under which they were made.'
      : `Decisions about ${countOf(files, 'file', 'files')} were opened.`,
};
