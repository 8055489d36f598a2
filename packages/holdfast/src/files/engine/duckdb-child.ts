import duckdb from '@duckdb/node-bindings';
import { readColumns, readRows } from './chunks.ts';
import { foldColumns } from './fold.ts';
import type { Answer, EngineSettings, Request } from './protocol.ts';
import { residentMbMax } from './room.ts';

/**
 * The process in which foreign files are parsed. It has an empty environment, its own folder, exactly the files that
 * it was given, and no way to widen that; where it is opened anew, the engine before is closed. It runs one request
 * after the other; to stop one, the parent kills the process. The low-level binding is used because the wrapper around
 * it costs 100 ms of start.
 * A limit of the lock: `allowed_paths` also lets `COPY ... (USE_TMP_FILE false)` write to those files. So no text of a
 * file or a contract may ever stand in a query but as a literal with doubled quotes.
 */
let connection: duckdb.Connection | null = null;
let database: duckdb.Database | null = null;
let queue: Promise<void> = Promise.resolve();

process.on('message', (message) => {
  const request = message as Request; // as: only our parent holds the other end of this channel
  queue = queue.then(() => answer(request));
});
process.on('disconnect', () => process.exit(0));

async function answer(request: Request): Promise<void> {
  try {
    if (request.ask === 'open') {
      release();
      watchMemory(residentMbMax(request.settings.memoryMb));
      connection = await open(request.settings);
      return await send({ id: request.id, is: 'done' });
    }
    if (connection === null) throw new Error('asked before open');
    if (request.ask === 'run') {
      await duckdb.query(connection, request.sql);
      return await send({ id: request.id, is: 'done' });
    }
    if (request.ask === 'fold') {
      return await send({ id: request.id, is: 'folded', columns: await foldColumns(connection, request.fold) });
    }
    const statement = await duckdb.prepare(connection, request.sql);
    const result = await duckdb.execute_prepared_streaming(statement);
    if (request.ask === 'rows') {
      return await send({ id: request.id, is: 'done', rows: await readRows(result) });
    }
    await readColumns(result, (piece) => send({ id: request.id, is: 'piece', piece }));
    await send({ id: request.id, is: 'done' });
  } catch (error) {
    await send({ id: request.id, is: 'error', message: error instanceof Error ? error.message : String(error) });
  }
}

/** Lets go of what was opened before: nothing of it can be reached from the next. */
function release(): void {
  if (connection !== null) duckdb.disconnect_sync(connection);
  if (database !== null) duckdb.close_sync(database);
  [connection, database] = [null, null];
}

async function open(settings: EngineSettings): Promise<duckdb.Connection> {
  const config = duckdb.create_config();
  const fixed = {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_unsigned_extensions: 'false',
    threads: String(settings.threads),
    memory_limit: `${settings.memoryMb}MB`,
    temp_directory: settings.spill,
    preserve_insertion_order: 'true',
  };
  for (const [name, value] of Object.entries(fixed)) duckdb.set_config(config, name, value);
  database = await duckdb.open(':memory:', config);
  const opened = await duckdb.connect(database);
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  await duckdb.query(opened, `SET TimeZone = ${quoted(settings.timeZone)}`);
  // Each query of a table of a thousand columns would read its footer again, which takes as long as a column.
  await duckdb.query(opened, 'SET parquet_metadata_cache = true');
  await duckdb.query(opened, `SET allowed_paths = [${settings.allowed.map(quoted).join(', ')}]`);
  await duckdb.query(opened, 'SET enable_external_access = false');
  await duckdb.query(opened, 'SET lock_configuration = true');
  return opened;
}

const WATCH_EVERY_MS = 50;
let watch: NodeJS.Timeout | undefined;

/**
 * DuckDB does not count all that it takes: what a decompressor or the system's allocator holds is beyond its limit. The
 * heap of this program is left out, because the distinct texts of an honest column are there.
 */
function watchMemory(megabytesMax: number): void {
  clearInterval(watch);
  watch = setInterval(() => {
    const { rss, heapTotal, external } = process.memoryUsage();
    if ((rss - heapTotal - external) / 2 ** 20 > megabytesMax) void send({ id: 0, is: 'beyond-memory' });
  }, WATCH_EVERY_MS);
  watch.unref();
}

/** Resolves when the message has left this process, so that a slow parent holds the child back. */
function send(message: Answer): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, {}, (error) => (error ? reject(error) : resolve()));
  });
}
