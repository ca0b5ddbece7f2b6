import { type Html, html } from './html.ts';
import { type ReviewStand, reviewStands, type ValueReview } from './value-review.ts';

const meanings: Readonly<Record<ReviewStand, string>> = {
  toCheck: 'Marked to check by the program, and not ticked',
  notReviewed: 'Nothing to check found by the program, and not ticked',
  reviewed: 'Ticked as reviewed by a person',
  plain: 'Numbers, and values made new here; not ticked',
};

/** How much of what stays in the output a person has reviewed, and what these numbers do not tell. */
export function reviewSection(review: ValueReview): Html {
  const head = html`<h2>Review of what remains</h2>\n`;
  if (review.kind === 'not-opened') {
    return html`${head}<p>The list of the values that stay in the output was never opened for this batch: none of them was
reviewed there.</p>
`;
  }
  const { looked, total, isWhole, isOutOfDate, counts } = review;
  const rows = reviewStands.map((stand) => {
    const { attributes, values } = counts[stand];
    return html`<tr><td class="number">${attributes}</td><td class="number">${values}</td><td>${meanings[stand]}</td></tr>\n`;
  });
  const change = html`<p><strong>Out of date.</strong> Files, rules or decisions have changed since the list was made. These
numbers are of the list as it was before, not of the output.</p>\n`;
  const part = html`<p><strong>Not the whole batch.</strong> The list was made of ${looked} of ${total} files.</p>\n`;
  return html`${head}<p>The page lists each distinct value that stays in the output, and a person can tick it as reviewed. An
attribute is counted in the first row in which it has a value.</p>
${isOutOfDate ? change : html``}${isWhole ? html`<p>The list was made of ${looked} files.</p>` : part}
<table>
<thead><tr><th scope="col" class="number">Attributes</th><th scope="col" class="number">Values</th><th scope="col">Review</th></tr></thead>
<tbody>${rows}</tbody>
</table>
`;
}
