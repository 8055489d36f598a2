import { quoteText } from '../relation/relation.ts';
import type { Decision } from './decide.ts';
import { convertSql } from './form.ts';
import { nullWords } from './null-words.ts';
import type { TextRows } from './settle.ts';
import { leftSql } from './stored.ts';
import type { Facts } from './typed-readings.ts';

/** Facts of the table `t` of an engine: one query each. */
export function factsOf({ engine, pins }: TextRows, decisions: readonly Decision[]): Facts {
  const isUtc = (pins.timeZone ?? 'UTC') === 'UTC';
  return {
    async range(j) {
      const [[min, max] = []] = await engine.rows(`SELECT min(v${j})::DOUBLE, max(v${j})::DOUBLE FROM t`);
      return typeof min === 'number' && typeof max === 'number' ? [min, max] : null;
    },
    async rowsWith(j, texts) {
      const list = texts.map(quoteText).join(', ');
      const [[rows] = []] = await engine.rows(
        `SELECT count(*)::DOUBLE FROM t WHERE ${leftSql(decisions, j)} IN (${list})`,
      );
      return Number(rows);
    },
    async fitting(j, form) {
      const list = nullWords(pins.nullWords).valueWords.map(quoteText).join(', ');
      const present = `CASE WHEN lower(trim(v${j})) NOT IN (${list}) THEN v${j} END`;
      // A unit may be left out where all values have it or are zero; among others it is what tells them apart.
      const like = 'unit' in form && form.unit !== '' ? `contains(v, ${quoteText(form.unit)})` : 'true';
      const fit = `count(${convertSql(form, 'v', { isUtc })}) FILTER (${like})`;
      const [[of = 0, fitting = 0] = []] = await engine.rows(
        `SELECT count(v)::DOUBLE, (${fit})::DOUBLE FROM (SELECT ${present} AS v FROM t)`,
      );
      return { of: Number(of), fitting: Number(fitting) };
    },
  };
}
