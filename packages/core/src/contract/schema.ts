import * as z from 'zod';
import { contractShape } from './shape.ts';

/** The parts of JSON Schema that the contract's has. */
interface Node {
  description?: string;
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  items?: Node;
  anyOf?: Node[];
}

/**
 * JSON Schema 2020-12 of the contract as it is written, for editors: names complete, values are checked while typing.
 * `words` gives the description of a key by its path: `columns.label`, and `columns.features.*.min` for any feature.
 */
export function contractSchema(words: Readonly<Record<string, string>>): object {
  const made = z.toJSONSchema(contractShape, { io: 'input', target: 'draft-2020-12' });
  const schema = made as Node; // as: the schema of an object
  describeInside(schema, '', words);
  return { title: 'holdfast.yaml', ...schema };
}

/** Puts the descriptions on the keys inside a schema; lists and alternatives add nothing to the path. */
function describeInside(node: Node, path: string, words: Readonly<Record<string, string>>): void {
  for (const inner of [...(node.anyOf ?? []), ...(node.items ? [node.items] : [])]) describeInside(inner, path, words);
  if (typeof node.additionalProperties === 'object') describeInside(node.additionalProperties, `${path}.*`, words);
  for (const [key, inner] of Object.entries(node.properties ?? {})) {
    const innerPath = path === '' ? key : `${path}.${key}`;
    const text = words[innerPath];
    if (text !== undefined) inner.description = text;
    describeInside(inner, innerPath, words);
  }
}
