/**
 * What a worker's test request came to. `refused`: a policy stopped it, and that policy lets no other server through.
 * `refused-unread`: it was stopped, but the browser did not say by which policy, so what else that policy allows is not
 * known (WebKit tells workers of no violation). `not-refused`: it went through, or the policy lets others through.
 */
export type NetworkAnswer = 'refused' | 'refused-unread' | 'not-refused';

/** What holds for all of them: the weakest answer. */
export function weakestAnswer(answers: readonly NetworkAnswer[]): NetworkAnswer {
  if (answers.includes('not-refused')) return 'not-refused';
  return answers.includes('refused-unread') ? 'refused-unread' : 'refused';
}
