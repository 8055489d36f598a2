import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from '../test/shared.ts';
import { benchFolder } from './scores.ts';
import { watchedCommand } from './watched.ts';

/** What a peer took for its work alone, without imports; null where it failed or was stopped, as `note` says. */
export interface PeerCost {
  readonly peer: string;
  readonly seconds: number | null;
  /** With imports and preparation, as who runs it waits. */
  readonly wholeSeconds: number | null;
  /** In MB, of its process. */
  readonly peak: number | null;
  /** Milliseconds of one window of one column, of the bench of windows. */
  readonly windowMs: number | null;
  readonly note: string;
}

/** What is measured: the bench of the shared folder, how much of it, how often. */
export interface PeerWork {
  readonly bench: string;
  readonly size: number;
  readonly repeat: number;
}

/**
 * What a peer takes on the inputs of our own bench, now and on this machine; null where PEERS_ENVS names no Python
 * environments or the shared folder is absent.
 */
export async function runPeer(peer: string, { bench, size, repeat }: PeerWork): Promise<PeerCost | null> {
  const envs = process.env['PEERS_ENVS'];
  const folder = shared('peers');
  if (envs === undefined || folder === null || !existsSync(join(envs, 'main/bin/python'))) return null;
  const args = ['run.py', bench, '--size', String(size), '--peer', peer, '--repeat', String(repeat)];
  const env = { PEERS_WORK: benchFolder, PYTHONDONTWRITEBYTECODE: '1' };
  const { output } = await watchedCommand(join(envs, 'main/bin/python'), args, { cwd: folder, env });
  const line = JSON.parse(output.split('\n')[0] ?? '');
  return {
    peer,
    seconds: line.wall_s_median,
    wholeSeconds: line.all_s,
    peak: line.peak_rss_mb,
    windowMs: line.ms_per_column_window ?? null,
    note: line.note,
  };
}
