// What a camera reads in a QR picture of the page.
import type { Locator } from '@playwright/test';
import jsQR from 'jsqr';

/** Pixels for one square of the picture. */
const scale = 4;

/** The text of a picture drawn as runs of black squares, `M x y h width …`. Its white border is part of it. */
export async function read(picture: Locator): Promise<string> {
  const { side, path } = await picture.evaluate((svg) => ({
    side: (svg as SVGSVGElement).viewBox.baseVal.width,
    path: svg.lastElementChild?.getAttribute('d') ?? '',
  }));
  const width = side * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+)[ ,](\d+)h(\d+)/g)) {
    for (let dy = 0; dy < scale; dy += 1) {
      const from = (Number(y) * scale + dy) * width + Number(x) * scale;
      for (let at = from; at < from + Number(run) * scale; at += 1) {
        pixels.fill(0, at * 4, at * 4 + 3);
      }
    }
  }
  return jsQR(pixels, width, width)?.data ?? '';
}
