import { farmDemands } from './demands-farm.ts';
import { industryDemands } from './demands-industry.ts';
import { landDemands } from './demands-land.ts';
import type { SampleDemand } from './sample-demand.ts';

/** Every demand of the demo world. */
export const demands: readonly SampleDemand[] = [...farmDemands, ...industryDemands, ...landDemands];
