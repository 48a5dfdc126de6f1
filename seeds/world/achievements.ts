import { batteryAchievements } from './achievements-battery.ts';
import { buildingAchievements } from './achievements-building.ts';
import { computingAchievements } from './achievements-computing.ts';
import { cropsAchievements } from './achievements-crops.ts';
import { dairyAchievements } from './achievements-dairy.ts';
import { desertAchievements } from './achievements-desert.ts';
import { foilAchievements } from './achievements-foil.ts';
import { hazardsAchievements } from './achievements-hazards.ts';
import { healthAchievements } from './achievements-health.ts';
import { herbsAchievements } from './achievements-herbs.ts';
import { heritageAchievements } from './achievements-heritage.ts';
import { livestockAchievements } from './achievements-livestock.ts';
import { miningAchievements } from './achievements-mining.ts';
import { petrochemicalAchievements } from './achievements-petrochemical.ts';
import { solarAchievements } from './achievements-solar.ts';
import { starchAchievements } from './achievements-starch.ts';
import { vacuumAchievements } from './achievements-vacuum.ts';
import { windAchievements } from './achievements-wind.ts';
import type { SampleAchievement } from './sample-achievement.ts';

/** Every achievement of the demo world. */
export const achievements: readonly SampleAchievement[] = [
  ...starchAchievements,
  ...dairyAchievements,
  ...cropsAchievements,
  ...livestockAchievements,
  ...herbsAchievements,
  ...healthAchievements,
  ...solarAchievements,
  ...windAchievements,
  ...batteryAchievements,
  ...foilAchievements,
  ...vacuumAchievements,
  ...petrochemicalAchievements,
  ...desertAchievements,
  ...hazardsAchievements,
  ...miningAchievements,
  ...heritageAchievements,
  ...computingAchievements,
  ...buildingAchievements,
];
