/**
 * Writes docs/reference/contract.schema.json, the JSON Schema of holdfast.yaml for editors. `--check` fails when the
 * file is not what would be written.
 */
import { contractSchema } from '../packages/core/src/contract/schema.ts';
import { CONTRACT_WORDS } from '../packages/core/src/report/words/contract.ts';
import { writeGenerated } from './generated.ts';

writeGenerated('docs/reference/contract.schema.json', `${JSON.stringify(contractSchema(CONTRACT_WORDS), null, 2)}\n`);
