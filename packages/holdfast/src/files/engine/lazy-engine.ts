import type { Engine } from './engine.ts';

/** An engine that is started when it is asked for the first time: some files are read without it. */
export function lazyEngine(start: () => Promise<Engine>): Engine {
  let started: Promise<Engine> | null = null;
  const engine = (): Promise<Engine> => (started ??= start());
  return {
    run: async (sql) => (await engine()).run(sql),
    rows: async (sql, deadlineMs) => (await engine()).rows(sql, deadlineMs),
    columns: async (sql, take) => (await engine()).columns(sql, take),
    fold: async (request) => (await engine()).fold(request),
    // One that could not be started has closed itself.
    close: async () => started?.then((one) => one.close()).catch(() => {}),
  };
}
