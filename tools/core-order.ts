/** The folders of packages/core/src in the order in which data flow. A folder sees itself and folders to its left. */
export const CORE_ORDER: readonly string[] = [
  'std',
  'stats',
  'learn',
  'table',
  'profile',
  'catalogue',
  'measure',
  'contract',
  'evidence',
  'verdict',
  'control',
  'ledger',
  'report',
  'wire',
];

/** The core folders that may import zod; nothing else in the core imports a package. */
export const ZOD_FOLDERS: readonly string[] = ['contract', 'wire'];
