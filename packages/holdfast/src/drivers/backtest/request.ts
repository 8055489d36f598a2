import type { Request } from '../request.ts';

/** What `backtest` is asked, once options are understood. */
export interface BacktestRequest extends Omit<Request, 'command' | 'against' | 'unknown'> {
  readonly against: null;
  readonly unknown: null;
  /** A file of what people answered to incidents; null: the replay answers by itself. */
  readonly answers: string | null;
  /** Whether the followed number is estimated without outcomes as well. */
  readonly estimate: boolean;
  /** Whether policies of retraining are played too. */
  readonly sweep: boolean;
  /** Where the ledger is written to; null: nowhere. */
  readonly ledger: string | null;
}
