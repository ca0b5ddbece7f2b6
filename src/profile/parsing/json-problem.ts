/**
 * What is wrong with a JSON value, and where. The message says what to write instead and never quotes the value; the path has `[…]`
 * for a name that no format would have.
 */
export type JsonProblem = {
  /** As in JSONPath: `$.ownRules[2].selector.tag`; `$` is the whole. */
  readonly path: string;
  readonly message: string;
};

/** Nobody mends more by hand; what is wrong with a file of any size takes no more room than these. */
export const mostProblems = 100;
