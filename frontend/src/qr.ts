/**
 * A QR code (ISO/IEC 18004) of a short text: bytes, error correction M, versions 3 to 10, mask 0. Dark modules by row.
 * Any of the eight masks is a valid code; the best one only matters for hurried or dirty scanners.
 */
// Per version from 3: error correction bytes a block, blocks of the shorter kind, their data bytes, blocks one longer.
const BLOCKS: [number, number, number, number][] = [
  [26, 1, 44, 0],
  [18, 2, 32, 0],
  [24, 2, 43, 0],
  [16, 4, 27, 0],
  [18, 4, 31, 0],
  [22, 2, 38, 2],
  [22, 3, 36, 2],
  [26, 4, 43, 1],
];
const FIRST = 3;
const ALIGNED: number[][] = [
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

export function qr(text: string): boolean[][] {
  const bytes = [...new TextEncoder().encode(text)];
  const index = BLOCKS.findIndex((_, at) => capacity(at) >= bytes.length + (at + FIRST < 10 ? 2 : 3));
  if (index < 0) throw new RangeError("too long for a QR code of this kind");
  return drawn(index + FIRST, interleaved(index, data(index, bytes)));
}

function capacity(index: number): number {
  const [, blocks, size, longer] = BLOCKS[index] as [number, number, number, number];
  return blocks * size + longer * (size + 1);
}

/** Mode, length, bytes, terminator, padding. */
function data(index: number, bytes: number[]): number[] {
  const wide = index + FIRST >= 10;
  let bits = `0100${bytes.length.toString(2).padStart(wide ? 16 : 8, "0")}`;
  bits += bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const room = capacity(index) * 8;
  bits += "0".repeat(Math.min(4, room - bits.length));
  bits += "0".repeat(-bits.length & 7);
  const words = bits.match(/.{8}/g)?.map((word) => Number.parseInt(word, 2)) ?? [];
  for (let at = 0; words.length < capacity(index); at += 1) words.push(at % 2 ? 0x11 : 0xec);
  return words;
}

function interleaved(index: number, words: number[]): number[] {
  const [corrections, shorter, size, longer] = BLOCKS[index] as [number, number, number, number];
  const blocks: number[][] = [];
  let from = 0;
  for (let at = 0; at < shorter + longer; at += 1) {
    const length = at < shorter ? size : size + 1;
    blocks.push(words.slice(from, from + length));
    from += length;
  }
  const corrected = blocks.map((block) => correction(block, corrections));
  const woven: number[] = [];
  for (let at = 0; at <= size; at += 1)
    for (const block of blocks) if (at < block.length) woven.push(block[at] as number);
  for (let at = 0; at < corrections; at += 1) for (const block of corrected) woven.push(block[at] as number);
  return woven;
}

// Reed-Solomon over GF(256) with x^8 + x^4 + x^3 + x^2 + 1.
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> bit) & 1) * a;
  }
  return product;
}

function correction(block: number[], degree: number): number[] {
  const generator = new Array<number>(degree).fill(0);
  generator[degree - 1] = 1;
  let root = 1;
  for (let at = 0; at < degree; at += 1) {
    for (let term = 0; term < degree; term += 1) {
      generator[term] =
        times(generator[term] as number, root) ^ (term + 1 < degree ? (generator[term + 1] as number) : 0);
    }
    root = times(root, 2);
  }
  const rest = new Array<number>(degree).fill(0);
  for (const byte of block) {
    const factor = byte ^ (rest.shift() as number);
    rest.push(0);
    for (let term = 0; term < degree; term += 1)
      rest[term] = (rest[term] as number) ^ times(generator[term] as number, factor);
  }
  return rest;
}

function drawn(version: number, words: number[]): boolean[][] {
  const size = version * 4 + 17;
  const dark = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const fixed = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const set = (x: number, y: number, on: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    (dark[y] as boolean[])[x] = on;
    (fixed[y] as boolean[])[x] = true;
  };
  const ring = (x: number, y: number, radius: number, pale: number[]) => {
    for (let dy = -radius; dy <= radius; dy += 1)
      for (let dx = -radius; dx <= radius; dx += 1)
        set(x + dx, y + dy, !pale.includes(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const places = ALIGNED[version - FIRST] as number[];
  const last = places.length - 1;
  for (const [row, y] of places.entries())
    for (const [column, x] of places.entries())
      if (!((row === 0 && (column === 0 || column === last)) || (row === last && column === 0)))
        ring(x, y, 2, [1]);
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    ring(x, y, 4, [2, 4]);
  format(set, size);
  if (version >= 7) versioned(set, size, version);
  let bit = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if ((fixed[y] as boolean[])[x]) continue;
        const on = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        (dark[y] as boolean[])[x] = on !== ((x + y) % 2 === 0);
        bit += 1;
      }
    }
  }
  return dark;
}

type Set = (x: number, y: number, on: boolean) => void;

/** Error correction M and mask 0, protected by BCH; the two are 0 and 0, so only the fixed pattern is left. */
function format(set: Set, size: number) {
  const bits = 0x5412;
  const on = (at: number) => ((bits >> at) & 1) === 1;
  for (let at = 0; at <= 5; at += 1) set(8, at, on(at));
  set(8, 7, on(6));
  set(8, 8, on(7));
  set(7, 8, on(8));
  for (let at = 9; at < 15; at += 1) set(14 - at, 8, on(at));
  for (let at = 0; at < 8; at += 1) set(size - 1 - at, 8, on(at));
  for (let at = 8; at < 15; at += 1) set(8, size - 15 + at, on(at));
  set(8, size - 8, true);
}

function versioned(set: Set, size: number, version: number) {
  let rest = version;
  for (let at = 0; at < 12; at += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let at = 0; at < 18; at += 1) {
    const on = ((bits >> at) & 1) === 1;
    const far = size - 11 + (at % 3);
    const near = Math.floor(at / 3);
    set(far, near, on);
    set(near, far, on);
  }
}
