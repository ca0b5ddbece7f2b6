import { type Html, html } from './html.ts';

/** Style of `report.html`, on screen in both colour schemes and on paper, A4 or Letter. */
export const reportStyle: Html = html`
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { line-height: 1.2; }
h2 { margin-top: 2rem; }
.result { font-size: 1.3rem; }
.confidential, .warning { border: 2px solid; padding: 0.75rem 1rem; }
.warning { margin: 1.5rem 0; }
.warning h2 { margin: 0 0 0.5rem; font-size: 1rem; }
.warning ul { margin: 0; padding-left: 1.25rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid #8886; overflow-wrap: anywhere; }
th { overflow-wrap: normal; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; width: 4rem; }
.number + td { overflow-wrap: normal; }
.tag { white-space: nowrap; font-family: ui-monospace, monospace; font-size: 0.9em; width: 9em; }
td ul { margin: 0.25rem 0 0; padding-left: 1.25rem; font-size: 0.9em; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr); gap: 0.25rem 1rem; }
dt { font-weight: 600; }
dd { margin: 0; }
code { overflow-wrap: anywhere; }
@media (max-width: 30rem) { dl { grid-template-columns: minmax(0, 1fr); } dd { margin-bottom: 0.5rem; } }
@media print {
  :root { color-scheme: light; font-size: 10pt; line-height: 1.4; color: #000; background: #fff; }
  body { max-width: none; margin: 0; padding: 0; }
  h1 { margin-top: 0; font-size: 18pt; }
  h2 { margin-top: 14pt; font-size: 13pt; }
  table { font-size: 9pt; }
  h2, h3 { break-after: avoid; }
  p { orphans: 3; widows: 3; }
  h2 + p { break-after: avoid; }
  thead { display: table-header-group; }
  tr, li, dt, dd, .confidential, .warning { break-inside: avoid; }
  tr:has(ul) { break-inside: auto; }
  dt { break-after: avoid; }
}
@page {
  margin: 16mm 15mm 18mm;
  @bottom-left { content: "De-identification report"; font: 8pt system-ui, sans-serif; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; }
}
`;
