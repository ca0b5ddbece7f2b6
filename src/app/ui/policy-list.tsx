import { trustStrings } from './strings/trust.ts';

const { policy } = trustStrings.privacy;

/** What the content policy of the page (src/csp.ts) stops, in plain words, and what no policy can. */
export function PolicyList() {
  return (
    <>
      <ul className="prose bullets">
        {policy.forbids.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <p className="hint">{policy.cannot}</p>
    </>
  );
}
