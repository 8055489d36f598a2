import type { VerdictWord } from '@holdfast/core/report/result.ts';
import { Markup, markup } from './markup.ts';

/**
 * The shapes of the four verdicts, the hatching of what is undecided, and the mark: defined once, used by reference.
 */
export const DEFINITIONS = new Markup(
  '<svg class="defs" aria-hidden="true" focusable="false"><defs>' +
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
    '<path d="M0 0V6" stroke="var(--rule-2)" stroke-width="1.4" opacity=".7"/></pattern>' +
    '<symbol id="g-pass" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.5" fill="var(--v)"/>' +
    '<path d="M4.3 8.2l2.6 2.6 4.8-5.2" fill="none" stroke="var(--paper)" stroke-width="1.8"/></symbol>' +
    '<symbol id="g-warn" viewBox="0 0 16 16"><path d="M8 .8L15.8 15H.2z" fill="var(--v)"/>' +
    '<path d="M8 5.5v4.6M8 11.5v1.9" stroke="var(--paper)" stroke-width="1.8"/></symbol>' +
    '<symbol id="g-fail" viewBox="0 0 16 16">' +
    '<path d="M4.7 .5h6.6l4.2 4.2v6.6l-4.2 4.2H4.7L.5 11.3V4.7z" fill="var(--v)"/>' +
    '<path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" stroke="var(--paper)" stroke-width="1.8"/></symbol>' +
    '<symbol id="g-unknown" viewBox="0 0 16 16">' +
    '<circle cx="8" cy="8" r="7" fill="none" stroke="var(--v)" stroke-width="1.6" stroke-dasharray="2.6 1.8"/>' +
    '<path d="M6 6.3a2 2 0 1 1 2.9 1.8c-.6.3-.9.6-.9 1.3M8 10.9v1.5" ' +
    'fill="none" stroke="var(--v)" stroke-width="1.5"/></symbol>' +
    '<symbol id="mark" viewBox="0 0 20 16">' +
    '<path d="M2 1v14M18 1v14M2 8h16" fill="none" stroke="var(--ink)" stroke-width="2"/>' +
    '<circle cx="10" cy="8" r="3.6" fill="var(--ink)"/></symbol></defs></svg>',
);

/** A verdict as shape, colour and word. */
export const say = (verdict: VerdictWord, word: string): Markup =>
  markup`<span class="say ${verdict}"><svg class="${verdict}" viewBox="0 0 16 16" aria-hidden="true"
><use href="#g-${verdict}"/></svg>${word}</span>`;
