/** What failed, what was found, what to do. */
export type Sentences = readonly [failed: string, found: string, remedy: string];
