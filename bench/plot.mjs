// Line plots as SVG, readable on light and dark pages.
const width = 720;
const height = 300;
const margin = { left: 64, right: 150, top: 34, bottom: 44 };
const inks = ['#2f6fd0', '#c2571a', '#2c8a4b', '#8a4fb8'];

/**
 * @param {{title: string, x: string, y: string, isLogX?: boolean, limit?: {value: number, name: string},
 *   lines: {name: string, points: [number, number][]}[], marks?: {x: number, name: string}[]}} plot
 */
export function renderPlot({ title, x, y, isLogX = false, limit, lines, marks = [] }) {
  const points = lines.flatMap((line) => line.points);
  const xs = points.map(([value]) => value);
  const top = niceTop(Math.max(limit?.value ?? 0, ...points.map(([, value]) => value)));
  const scale = isLogX ? Math.log10 : (value) => value;
  const least = scale(Math.min(...xs));
  const span = scale(Math.max(...xs)) - least || 1;
  const atX = (value) => margin.left + ((scale(value) - least) / span) * (width - margin.left - margin.right);
  const atY = (value) => height - margin.bottom - (value / top) * (height - margin.top - margin.bottom);
  const right = width - margin.right;
  const parts = [
    text(margin.left, 18, title, 'font-weight="600"'),
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
      stroke(margin.left, atY(share * top), right, atY(share * top), '#8886', ''),
      text(margin.left - 8, atY(share * top) + 4, short(share * top), 'text-anchor="end"'),
    ]),
    ...ticksOf(xs, isLogX).map((tick) =>
      text(atX(tick), height - margin.bottom + 16, short(tick), 'text-anchor="middle"'),
    ),
    text((margin.left + right) / 2, height - 8, x, 'text-anchor="middle"'),
    text(margin.left, margin.top - 4, y, 'fill-opacity="0.75"'),
    ...marks.flatMap(({ x: at, name }) => [
      stroke(atX(at), margin.top, atX(at), height - margin.bottom, '#888', '2 3'),
      text(atX(at) + 3, margin.top + 10, name, 'fill-opacity="0.75"'),
    ]),
    ...(limit === undefined
      ? []
      : [
          stroke(margin.left, atY(limit.value), right, atY(limit.value), '#b3261e', '6 4'),
          text(right + 8, atY(limit.value) + 4, limit.name, ''),
        ]),
    ...lines.flatMap(({ name, points: line }, at) => lineParts(name, line, inks[at % inks.length], at)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${escapeXml(title)}">
<style>text{fill:#333}@media (prefers-color-scheme: dark){text{fill:#ddd}}</style>
${parts.join('\n')}
</svg>
`;

  function lineParts(name, line, ink, at) {
    const path = line.map(([px, py]) => `${atX(px).toFixed(1)},${atY(py).toFixed(1)}`).join(' ');
    const dots = line.length > 24 ? [] : line.map(([px, py]) => dot(atX(px), atY(py), ink));
    const legendY = margin.top + 14 + at * 18;
    return [
      `<polyline fill="none" stroke="${ink}" stroke-width="2" points="${path}"/>`,
      ...dots,
      stroke(right + 8, legendY - 4, right + 26, legendY - 4, ink, '', 2),
      text(right + 32, legendY, name, ''),
    ];
  }
}

function ticksOf(xs, isLogX) {
  if (isLogX) return [...new Set(xs)].sort((a, b) => a - b);
  const most = Math.max(...xs);
  const step = niceTop(most) / 5;
  return Array.from({ length: 6 }, (_, at) => at * step).filter((tick) => tick >= Math.min(...xs) && tick <= most);
}

/** The next of 1, 2, 2.5, 5 × a power of ten. */
function niceTop(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return power * ([1, 2, 2.5, 5, 10].find((step) => step * power >= value) ?? 10);
}

function short(value) {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
}

function dot(x, y, ink) {
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3" fill="${ink}"/>`;
}

function stroke(x1, y1, x2, y2, ink, dashes, thickness = 1) {
  const dashed = dashes === '' ? '' : ` stroke-dasharray="${dashes}"`;
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="${ink}" stroke-width="${thickness}"${dashed}/>`;
}

function text(x, y, content, attributes) {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escapeXml(content)}</text>`;
}

function escapeXml(content) {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
