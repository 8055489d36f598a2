const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * What the work gives. Meanwhile a signal ends the process at once, as the system does it: work that holds the thread
 * for seconds would hear of it only at its end. So it must leave nothing behind: no half-written file, no folder, no
 * child. Rejected: looking for a signal inside the measuring, because the core knows no process; a process that only
 * watches, because each start would pay for it.
 */
export async function killable<T>(work: () => Promise<T>): Promise<T> {
  const heard = SIGNALS.map((signal) => ({ signal, listeners: process.listeners(signal) }));
  // Without a listener a signal does what it does to every program.
  for (const { signal } of heard) process.removeAllListeners(signal);
  try {
    return await work();
  } finally {
    for (const { signal, listeners } of heard) for (const listener of listeners) process.on(signal, listener);
  }
}
