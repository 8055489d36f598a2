import { energyDistance } from '../../../stats/two-samples.ts';
import { distance, type FrourosMethod } from './method.ts';

/** The energy distance, in the root of the column's unit. */
export const energy: FrourosMethod = {
  id: 'EnergyDistance',
  name: 'Energy distance',
  measure: ({ reference, current }) => distance(energyDistance(reference, current)),
};
