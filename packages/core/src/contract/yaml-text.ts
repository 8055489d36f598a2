/** A name as a YAML scalar that reads back as text, also when it looks like a number: a column may be called 2018. */
export const nameText = (name: string): string => (isPlainNumber(name) ? `"${name}"` : scalarText(name));

const isPlainNumber = (text: string): boolean => /^-?[\d.]{1,16}$/.test(text) && String(Number(text)) === text;

/**
 * A text as a YAML 1.2 scalar: plain where it reads back as the same text (or, for a number, as that number), else in
 * double quotes with escapes.
 */
export function scalarText(text: string): string {
  const isPlainText =
    /^[\p{L}_][\p{L}\p{N}_.*()>=< /%-]*$/u.test(text) &&
    !/\s$|\s#|: |^(true|false|null|y|n|yes|no|on|off)$/i.test(text);
  if (isPlainNumber(text) || isPlainText) return text;
  // JSON's escapes are YAML's; what YAML calls not printable is escaped too.
  return JSON.stringify(text).replace(NOT_PRINTABLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const NOT_PRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]/g;
