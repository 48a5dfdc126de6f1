import type { AchievementState } from './achievement.ts';
import type { Day } from './days.ts';
import { machine, transitionOf } from './machine.ts';
import type { RegNoBasis } from './registration-facts.ts';

/**
 * Registration (科技成果登记) of a published achievement with the authorities. Publishing (汇交) is the unit's own decision;
 * only a record that passed every level and got a 批准登记号 is registered. Which levels it needs is data (review.ts).
 */
export const registrationMachine = machine({
  name: 'registration',
  initial: 'reviewing',
  states: {
    reviewing: {
      label: '登记审核中',
      is: ['live'],
      on: {
        pass: { to: 'reviewing', by: ['authority'], says: '本级通过，转上一级' },
        register: { to: 'registered', by: ['authority'], says: '准予登记，编批准登记号' },
        return: { to: 'returned', by: ['authority'], says: '退回补正，逐项写明' },
        withdraw: { to: 'withdrawn', by: ['unit'], says: '单位撤回登记申请' },
      },
    },
    returned: {
      label: '登记退回补正',
      on: {
        submit: { to: 'reviewing', by: ['unit'], says: '补正后再次申请，从第一级审起' },
        withdraw: { to: 'withdrawn', by: ['unit'], says: '单位撤回登记申请' },
      },
    },
    registered: {
      label: '已登记',
      is: ['live'],
      on: { revoke: { to: 'revoked', by: ['authority'], says: '内容不实，注销登记' } },
    },
    withdrawn: {
      label: '登记已撤回',
      on: { submit: { to: 'reviewing', by: ['unit'], says: '再次申请登记' } },
    },
    revoked: { label: '登记已注销', final: true },
  },
});
export type RegistrationState = keyof typeof registrationMachine.states;

/** Why registration cannot be asked for now. `under_way` is also said of one that is decided. */
export type AskFault = 'not_public' | 'under_way' | 'unverified';

interface ToAsk {
  readonly state: AchievementState;
  /** Where its registration with the authorities of this platform stands, if it was ever asked for. */
  readonly registration: RegistrationState | null;
  /** The unit is verified. */
  readonly isVerified: boolean;
}

/**
 * What becomes of a number that the unit stated itself: the authority is asked to confirm it, as an achievement is registered once,
 * or the unit takes it back and gets a new one.
 */
export const statedNumberWays = ['keep', 'new'] as const;
export type StatedNumberWay = (typeof statedNumberWays)[number];

/**
 * Why a unit cannot ask for registration of a record; null where it can. A number that the unit typed itself is no obstacle: the
 * application says what becomes of it.
 */
export function askFault({ state, registration, isVerified }: ToAsk): AskFault | null {
  if (state !== 'published') return 'not_public';
  if (registration !== null && transitionOf(registrationMachine, registration, 'submit') === undefined)
    return 'under_way';
  return isVerified ? null : 'unverified';
}

/** Code of the province in a registration number. To be confirmed with the registering authority: `achievement_registration.region`. */
export const registrationRegion = '962';

const letters: Readonly<Record<string, string>> = { applied: 'Y', basic: 'J', soft: 'R' };

/** The letter of an achievement's kind in its number: applied Y, basic J, soft science R. */
export const registrationLetter = (type: string): string => letters[type] ?? 'Y';

/**
 * The registration number of a year's n-th achievement of a kind, 12 characters.
 * registrationNumber(2026, 'applied', 42) → '9622026Y0042'
 */
export const registrationNumber = (year: number, type: string, serial: number): string =>
  `${registrationRegion}${year}${registrationLetter(type)}${String(serial).padStart(4, '0')}`;

/**
 * Day and authority of a registration: the decision's own, or, of a number from elsewhere that is confirmed, those that its record
 * names. Confirmed 6202025Y0417 of 2025-06-30 by 定西市科技局 → these; nothing named → today, by who confirms.
 */
export const decidedFacts = (
  stated: { readonly regOn?: Day | null; readonly regOrg?: string | null } | null,
  { today, authority }: { readonly today: Day; readonly authority: string },
): { registeredOn: Day; registeredBy: string } => ({
  registeredOn: stated?.regOn ?? today,
  registeredBy: stated?.regOrg ?? authority,
});

/** Whose word the number of a record is; null where it has none. A typed one is the unit's until the authority confirmed it. */
export const regNoBasisOf = (regNo: string | null, registration: RegistrationState | null): RegNoBasis | null =>
  regNo === null ? null : registration === 'registered' ? 'confirmed' : 'stated';
