import { hasRole, isSupplier, mayOwn, type OrganisationKind, type RoleGate } from './access.ts';
import type { FieldFault } from './errors.ts';
import { formatPpm, wholePpm } from './money.ts';
import type { OrganisationState } from './organisation.ts';
import { mostReviewDays } from './objection-days.ts';
import { leastPublicityDays, type PublicityCount, publishesPrices } from './publicity.ts';
import { floorsOfUnit, policyFaults, type PolicySet } from './share-policy.ts';
import { bindingFloors, gansuFloor, gansuFloorOf, highestFloor } from './split.ts';

/** What a unit decides for itself, within the law, about how it sells and shares. Shares are ppm of the net income. */
export interface OrganisationSettings {
  /**
   * Set up by the state (国家设立的研究开发机构、高等院校): its agreed prices stand in publicity. Of an enterprise: state-owned (国有), what it
   * assigns goes by a filed valuation and an exchange.
   */
  readonly isStateEstablished: boolean;
  readonly publicityDays: number;
  readonly publicityCount: PublicityCount;
  /** Working days for a review of a dismissed objection to a price; 0: the unit's own procedure has none. */
  readonly objectionReviewDays: number;
  readonly teamPpm: number;
  readonly ttoPpm: number;
  /** Whose scale of rewards it goes by; null: its region's. The reason where it is another one. */
  readonly policySet: PolicySet | null;
  readonly policyReason: string;
}

/** The most days of publicity that a unit may ask for: beyond that no contract would ever be signed. */
export const mostPublicityDays = 90;

interface Unit {
  readonly kind: OrganisationKind;
  readonly state: OrganisationState;
  readonly regionCode: string;
  readonly isStateEstablished: boolean;
}

/** Only units that may own achievements have such settings. */
export const hasSettings = (unit: { readonly kind: OrganisationKind }): boolean => mayOwn(unit.kind);

/** The owner of such a unit sets them. */
export const maySetSettings: RoleGate = (actor) =>
  actor.org !== null && hasSettings(actor.org) && hasRole(actor, 'owner');

/** What the platform asks of units now. */
interface UnitRules {
  readonly publicityDays: number;
  readonly gansuFloorPpm: number;
}
const usualRules: UnitRules = { publicityDays: leastPublicityDays, gansuFloorPpm: gansuFloor.ppm };

/**
 * What is wrong with a unit's settings, every fault at once; empty when they hold. A state-established unit publishes agreed
 * prices for at least 15 days (国发〔2016〕16号, with 促进科技成果转化法 art. 18); its team's share is not below the floors of the set that
 * it goes by (art. 45; Gansu's regulation), and team and office together do not exceed the net income. Once verified, and while
 * its papers are looked at (a change of name too), a unit does not declare by itself that it is no longer state-established, nor
 * an enterprise that it is not state-owned: that would end publicity or filing, and a reviewer has to see it.
 * 15 days, team 70 %, office 5 % in Gansu → none; 14 days → one fault at publicityDays.
 */
export function settingsFaults(
  settings: OrganisationSettings,
  unit: Unit,
  rules: UnitRules = usualRules,
): FieldFault[] {
  const { isStateEstablished, publicityDays, objectionReviewDays, teamPpm, ttoPpm } = settings;
  const faults: FieldFault[] = [];
  const isVouched = unit.state === 'verified' || unit.state === 'submitted';
  if (unit.isStateEstablished && !isStateEstablished && isVouched) {
    const was = isSupplier(unit.kind) ? '国家设立的单位' : '国有企业';
    const says = `已登记为${was}，改为“不是”须由平台核实：请审核员退回认证后修改，再重新提交。`;
    faults.push({ field: 'isStateEstablished', says });
  }
  const least = publishesPrices({ kind: unit.kind, isStateEstablished }) ? rules.publicityDays : 0;
  if (!Number.isSafeInteger(publicityDays) || publicityDays < least || publicityDays > mostPublicityDays) {
    faults.push({ field: 'publicityDays', says: `公示天数是 ${least} 到 ${mostPublicityDays} 之间的整数。` });
  }
  if (!Number.isSafeInteger(objectionReviewDays) || objectionReviewDays < 0 || objectionReviewDays > mostReviewDays) {
    faults.push({ field: 'objectionReviewDays', says: `复核期是 0 到 ${mostReviewDays} 之间的整数。` });
  }
  faults.push(...policyFaults(settings, unit.regionCode));
  const stays = unit.isStateEstablished && isVouched;
  const judged = { ...unit, policySet: settings.policySet, isStateEstablished: isStateEstablished || stays };
  const floor = highestFloor(bindingFloors(floorsOfUnit(judged, gansuFloorOf(rules))));
  if (teamPpm < floor.ppm || teamPpm > wholePpm) {
    faults.push({
      field: 'teamPpm',
      says: `完成人团队不低于 ${formatPpm(floor.ppm)}${floor.source && `（${floor.source}）`}，不超过 100%。`,
    });
  }
  if (ttoPpm < 0 || teamPpm + ttoPpm > wholePpm) {
    faults.push({ field: 'ttoPpm', says: '团队和转化机构的比例合计不能超过 100%。' });
  }
  return faults;
}
