import { ledgerContract } from '../../ports/ledger-contract.ts';
import { makeMemoryLedger } from './memory-ledger.ts';

ledgerContract('in memory', async () => ({ ledger: makeMemoryLedger(), async remove() {} }));
