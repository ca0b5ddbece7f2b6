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
  opened: (files: number, shared = 0): string =>
    files === 0 && shared === 0
      ? 'None of these decisions is about a file that is here. They go with the project key under which they were made.'
      : `Decisions about ${countOf(files, 'file', 'files')} were opened.${sharedText(shared, 'does not hold: these files wait, or stay left out')}`,
  notSaved: (shared: number): string => `Decisions were saved.${sharedText(shared, 'is not in the file')}`,
  changedMeanwhile:
    'The files or the project key have changed meanwhile, nothing was opened. Open the decisions again.',
};

function sharedText(count: number, what: string): string {
  const instances = countOf(count, 'SOP Instance UID', 'SOP Instance UIDs');
  return count === 0
    ? ''
    : ` ${instances}: more than one file has the same. What was decided about one of them ${what}.`;
}
