import { canonicalJson } from '../std/canonical-json.ts';
import { sha256 } from '../std/sha256.ts';
import type { Model } from './model.ts';

/** A model with what it answers and what it was learned from. */
export interface ModelFile {
  readonly task: 'binary' | 'multiclass' | 'regression' | 'forecast';
  readonly label: string;
  /** The positive class last for two classes, all in the order of the answers for more; empty for numbers. */
  readonly classes: readonly string[];
  readonly model: Model;
  readonly basis: {
    readonly rows: number;
    readonly inputs: readonly string[];
    readonly seed: number;
  };
}

const FORMAT = 'holdfast-model';
/** The version of the form that this program writes. */
export const MODEL_VERSION = 1;

/** The one text of a model: canonical JSON with its own digest, and a line feed. No code, and nothing of a row. */
export function encodeModel(file: ModelFile): string {
  const body = { format: FORMAT, version: MODEL_VERSION, ...file };
  return `${canonicalJson({ ...body, digest: sha256(canonicalJson(body)) })}\n`;
}
