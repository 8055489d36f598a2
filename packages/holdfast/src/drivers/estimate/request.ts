import type { Request } from '../request.ts';

/** What `estimate` is asked, once options are understood. */
export interface EstimateRequest
  extends Pick<
    Request,
    'labels' | 'contract' | 'given' | 'where' | 'seed' | 'version' | 'nowMs' | 'onProgress' | 'signal'
  > {
  readonly reference: string;
  readonly analysis: string;
  /** How many rows of the newest window are to be named for labels; null: none. */
  readonly labelNext: number | null;
  /** A length of time or a number of rows; null takes what the contract or the rows say. */
  readonly window: { readonly ms: number } | { readonly rows: number } | null;
}
