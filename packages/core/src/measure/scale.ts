/** The scale on which bounds are symmetric: the logit for a range of 0 to 1, the logarithm for ratios. */
export type Scale = 'identity' | 'log' | 'logit';

/** Whether a value lies where its scale is defined: at the end of a range nothing is symmetric. */
export function isInside(value: number, scale: Scale): boolean {
  if (scale === 'logit') return value > 0 && value < 1;
  return scale === 'identity' || value > 0;
}

/** The value moved by a small step of its own unit, taken on the scale: it never leaves the range. */
export function moved(value: number, step: number, scale: Scale): number {
  if (scale === 'identity') return value + step;
  if (scale === 'log') return value * Math.exp(step / value);
  return 1 / (1 + ((1 - value) / value) * Math.exp(-step / (value * (1 - value))));
}

/** The value on its scale; it must lie inside. */
export function onScale(value: number, scale: Scale): number {
  if (scale === 'identity') return value;
  return scale === 'log' ? Math.log(value) : Math.log(value / (1 - value));
}

/** Back from the scale. */
export function offScale(value: number, scale: Scale): number {
  if (scale === 'identity') return value;
  return scale === 'log' ? Math.exp(value) : 1 / (1 + Math.exp(-value));
}
