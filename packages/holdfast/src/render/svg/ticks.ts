/** Round values for an axis, few of them: 1, 2 or 5 times a power of ten, the ends inside. */
export function ticksOf(low: number, high: number, most: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [low];
  let step = 10 ** Math.floor(Math.log10(span / most));
  for (const factor of [2, 2.5, 2, 2, 2.5, 2]) {
    if (span / step <= most) break;
    step *= factor;
  }
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** As many ticks as have room for their texts on an axis, at most one every 56 px. */
export function ticksFor(low: number, high: number, axis: { readonly width: number; readonly isSigned: boolean }) {
  for (let most = Math.max(3, Math.floor(axis.width / 56)); ; most--) {
    const ticks = ticksOf(low, high, most);
    const widest = Math.max(...ticks.map((tick) => textWidth(tickText(tick, axis))));
    const [first = 0, second = high] = ticks;
    if (most <= 2 || widest + 8 <= ((second - first) / (high - low)) * axis.width) return ticks;
  }
}

/** A tick as text: "−30", "+5", "0.25", "1,500". */
export function tickText(value: number, options: { readonly isSigned: boolean }): string {
  const [whole = '', fraction] = String(Math.abs(value)).split('.');
  const grouped = /e/.test(whole) ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  if (value < 0) return `−${text}`;
  return options.isSigned && value > 0 ? `+${text}` : text;
}

/** The ticks of one axis as texts, all with as many decimals as the one that needs most. */
export function tickTexts(ticks: readonly number[]): string[] {
  const decimals = Math.max(0, ...ticks.map((tick) => String(Math.abs(tick)).split('.')[1]?.length ?? 0));
  return ticks.map((tick) => {
    const [whole = '', fraction = ''] = tickText(tick, { isSigned: false }).split('.');
    return decimals === 0 || /e/.test(whole) ? whole : `${whole}.${fraction.padEnd(decimals, '0')}`;
  });
}

/** How wide a text is at 12 px, roughly; system fonts differ, so this errs to the wide side. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[ilj.,'|:;() ]/.test(letter) ? 3.6 : 6.9), 0);

/** The text cut to a width, with "…". */
export function cutText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
