import { boxesStrings } from '../../ui/strings/boxes.ts';

/** What boxes may be about, with its name, in the order in which it is offered. */
export const boxScopes = [
  ['image', boxesStrings.scope.image],
  ['series', boxesStrings.scope.series],
] as const;
