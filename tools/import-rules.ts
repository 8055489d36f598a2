/**
 * Writes biome.core.json: the order of the core's folders as import rules for the editor. `--check` fails when the file
 * is not what would be written. The lock is test/tidy/imports.test.ts; this shows a wrong import while it is typed.
 */
import { CORE_ORDER, ZOD_FOLDERS } from './core-order.ts';
import { writeGenerated } from './generated.ts';

const left = (folder: string): string => CORE_ORDER.slice(0, CORE_ORDER.indexOf(folder)).join(', ') || 'nothing';

function rulesOf(folder: string): object {
  const right = CORE_ORDER.slice(CORE_ORDER.indexOf(folder) + 1);
  const packages = ZOD_FOLDERS.includes(folder) ? ['@holdfast/*', 'node:*'] : ['@holdfast/*', 'node:*', 'zod', 'zod/*'];
  const patterns = [
    { group: packages, message: `${folder}/ is pure: no platform, and zod only in ${ZOD_FOLDERS.join(' and ')}.` },
    ...(right.length === 0
      ? []
      : [
          {
            group: right.map((name) => `**/${name}/**`),
            message: `${folder}/ sees only folders to its left: ${left(folder)}.`,
          },
        ]),
  ];
  return {
    includes: [`packages/core/src/${folder}/**`, '!**/*.test.ts'],
    linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { patterns } } } } },
  };
}

const config = { overrides: CORE_ORDER.map(rulesOf) };
writeGenerated('biome.core.json', `${JSON.stringify(config, null, 2)}\n`);
