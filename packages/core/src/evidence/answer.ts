import { assert } from '../std/assert.ts';
import { forget } from './baseline.ts';
import { resetGroup, resetStream } from './ledger.ts';
import { copyOf, type Panel } from './panel.ts';

/** What a person said about an incident. */
export type Answer = 'fixed' | 'new-normal' | 'nothing-changed';

/**
 * The panel after an incident of the group was answered: it is no longer open, and no bet goes on.
 *
 * `fixed`: what streams know stays. `nothing-changed`: so too, and it counts as a false alarm. `new-normal`: the named
 * streams (all of the group when none is named) forget all that they knew. A panel keeps no readings, so the caller
 * then feeds those since the change point again, in order, with `warm`; a stream is judged again once its warm-up is
 * complete. What streams of one kind share (pooled null, correlations) stays.
 */
export function answer(
  before: Panel,
  group: string,
  what: Answer,
  { streams = [] }: { readonly streams?: readonly string[] } = {},
): Panel {
  const { panel, state, layout } = copyOf(before);
  const at = layout.groups.indexOf(group);
  assert(at >= 0, `a group of the panel: ${group}`);
  resetGroup(state, layout, at);
  state.isOpen[at] = 0;
  if (what === 'nothing-changed') state.falseAlarms[at]!++; // ! a group
  const all = layout.streamsOf[at]!; // ! a group
  for (const stream of all) state.held[stream] = 0;
  if (what !== 'new-normal') return panel;
  for (const stream of streams.length === 0 ? all : streams.map((id) => layout.index.get(id))) {
    assert(stream !== undefined && layout.groupOf[stream] === at, 'the streams that begin again are of the group');
    resetStream(state, layout, stream);
    forget(state, layout, stream);
  }
  return panel;
}
