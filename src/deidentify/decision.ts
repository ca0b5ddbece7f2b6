import type { SimpleAction } from '../profile/action-code.ts';
import type { Operation } from './act.ts';

/** What is to be done with one element, and the line of the profile or the standard that says so. */
export type Decision = {
  /** As people are shown it. */
  readonly action: SimpleAction;
  /** As it is carried out: Z by a dummy is D, which the action allows (PS3.15 E.1). */
  readonly operation: Operation;
  readonly reason: string;
};

export function removal(reason: string): Decision {
  return { action: 'X', operation: { action: 'X' }, reason };
}
