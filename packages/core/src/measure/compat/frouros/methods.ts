import { andersonDarlingTest } from './anderson-darling.ts';
import { baumgartnerTest } from './baumgartner.ts';
import { bhattacharyya } from './bhattacharyya.ts';
import { cramerVonMisesTest } from './cramer-von-mises.ts';
import { earthMover } from './earth-mover.ts';
import { energy } from './energy.ts';
import { hellinger } from './hellinger.ts';
import { intersection } from './intersection.ts';
import { jensenShannon } from './jensen-shannon.ts';
import { klDivergence } from './kl-divergence.ts';
import { kolmogorovSmirnovTest } from './kolmogorov-smirnov.ts';
import { kuiperTest } from './kuiper.ts';
import { mannWhitneyTest } from './mann-whitney.ts';
import { meanDiscrepancy } from './mean-discrepancy.ts';
import type { FrourosMethod } from './method.ts';
import { psi } from './psi.ts';
import { welchTest } from './welch.ts';

/** All detectors of Frouros 0.9 for one column of numbers, with their defaults. Levels have the chi-squared test. */
export const FROUROS_METHODS: readonly FrourosMethod[] = [
  psi(),
  jensenShannon(),
  klDivergence,
  hellinger(),
  bhattacharyya,
  intersection,
  earthMover,
  energy,
  meanDiscrepancy,
  kolmogorovSmirnovTest,
  cramerVonMisesTest,
  andersonDarlingTest,
  mannWhitneyTest,
  welchTest,
  kuiperTest,
  baumgartnerTest,
];
