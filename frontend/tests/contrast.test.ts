import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Oklch = [lightness: number, chroma: number, hue: number];
type Rgb = [number, number, number];
type Theme = "light" | "dark";

const HUES = [255, 65, 320, 110, 25, 155, 200, 285];
const tokens = readFileSync("src/look/tokens.css", "utf8");

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const pairs: [string, string][] = [
    ["ink", "paper"],
    ["ink", "raised"],
    ["ink", "sunken"],
    ["quiet", "paper"],
    ["quiet", "raised"],
    ["quiet", "sunken"],
    ["bad", "paper"],
    ["bad", "raised"],
    ["on-bad", "bad"],
  ];
  test.each(pairs)("%s on %s can be read", (text, ground) => {
    expect(contrast(token(text, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  const hued: [string, string][] = [
    ["accent", "paper"],
    ["accent", "raised"],
    ["accent", "sunken"],
    ["accent", "wash"],
    ["on-accent", "accent"],
    ["quiet", "wash"],
    ["ink", "wash"],
  ];
  describe.each(HUES)("of hue %i", (hue) => {
    test.each(hued)("%s on %s can be read", (text, ground) => {
      expect(contrast(token(text, theme, hue), token(ground, theme, hue))).toBeGreaterThanOrEqual(4.5);
    });
  });

  test("the edge of what can be acted on can be seen", () => {
    expect(contrast(token("edge", theme), token("raised", theme))).toBeGreaterThanOrEqual(3);
  });
});

function token(name: string, theme: Theme, hue = 0): Rgb {
  const found = new RegExp(`--${name}:\\s*light-dark\\(oklch\\(([^;]*?)\\),\\s*oklch\\(([^;]*?)\\)\\);`).exec(
    tokens,
  );
  if (!found) throw new Error(`There is no token --${name}`);
  const text = (theme === "light" ? found[1] : found[2]) ?? "";
  const parts = text.replace("var(--hue)", String(hue)).replace(/\)$/, "").split(/\s+/);
  const [lightness = 0, chroma = 0, angle = 0] = parts.map((part) => Number.parseFloat(part));
  return inGamut([lightness / 100, chroma, angle]);
}

/** As browsers do it: chroma gives way until the colour can be shown. */
function inGamut([lightness, chroma, hue]: Oklch): Rgb {
  let [low, high] = [0, chroma];
  if (shown(linear([lightness, chroma, hue]))) return linear([lightness, chroma, hue]);
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2;
    if (shown(linear([lightness, middle, hue]))) low = middle;
    else high = middle;
  }
  return linear([lightness, low, hue]);
}

function shown(rgb: Rgb): boolean {
  return rgb.every((part) => part >= -0.0001 && part <= 1.0001);
}

/** OKLCH to linear sRGB, by Björn Ottosson's matrices (2020). */
function linear([lightness, chroma, hue]: Oklch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
