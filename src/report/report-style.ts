import { type Html, html } from './html.ts';

/** Style of `report.html`, on screen in both colour schemes and on paper. */
export const reportStyle: Html = html`
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2rem; }
.result { font-size: 1.3rem; }
.confidential { border: 2px solid; padding: 0.75rem 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid #8886; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td ul { margin: 0.25rem 0 0; padding-left: 1.25rem; font-size: 0.9em; overflow-wrap: anywhere; }
dt { font-weight: 600; }
code { overflow-wrap: anywhere; }
@media print { body { max-width: none; margin: 0; } tr { break-inside: avoid; } }
`;
