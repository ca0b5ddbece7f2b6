import { textDots } from './bitmap-font.ts';
import { noiseAt } from './phantom.ts';

export const screenColumns = 480;
export const screenRows = 360;

/** Top of the fan that the probe sees, and how far and wide it reaches, in pixels. */
const fan = { x: 240, y: 20, nearest: 60, furthest: 330, slope: 0.75 };

/** Draws an 8-bit ultrasound screen: a fan of speckle with a dark cyst and a bright wall, and lines of text at its top. */
export function drawUltrasoundScreen(lines: readonly string[]): Uint8Array {
  const samples = new Uint8Array(screenColumns * screenRows);
  for (let y = 0; y < screenRows; y += 1) {
    for (let x = 0; x < screenColumns; x += 1) samples[y * screenColumns + x] = echoAt(x, y);
  }
  for (const [line, text] of lines.entries()) {
    for (const [x, y] of textDots(text, 2)) samples[(8 + line * 20 + y) * screenColumns + 8 + x] = 235;
  }
  return samples;
}

function echoAt(x: number, y: number): number {
  const dx = x - fan.x;
  const dy = y - fan.y;
  const distance = dx * dx + dy * dy;
  const isInFan = Math.abs(dx) <= dy * fan.slope && distance >= fan.nearest ** 2 && distance <= fan.furthest ** 2;
  if (!isInFan) return 0;
  const cyst = ((x - 265) / 46) ** 2 + ((y - 190) / 34) ** 2;
  if (cyst < 1) return 6 + noiseAt(x, y, 1, 5);
  const wall = cyst < 1.15 ? 90 : 0;
  // Three grains of different size look like speckle; echoes fade with depth.
  const grain = noiseAt(x, y, 2, 22) + noiseAt(x >> 1, y >> 1, 3, 22) + noiseAt(x >> 2, y >> 1, 4, 18);
  return Math.max(4, Math.min(220, 110 - Math.round(dy / 5) + wall + grain));
}
