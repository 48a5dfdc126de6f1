import type { AchievementData } from './achievement-data.ts';
import { betterWords } from './advantage.ts';
import type { AchievementRight } from './achievement-facts.ts';
import { formatPpm } from './money.ts';
import type { PersonInput } from './people-input.ts';

type Part = string | null | undefined;

/** A person in the parts that readPeople reads: 姓名/职称/比例/单位/联系方式. */
export const personParts = ({ name, title, sharePpm, unit, contact }: PersonInput): Part[] => [
  name,
  title,
  formatPpm(sharePpm),
  unit,
  contact,
];

/** A figure in the parts that readAdvantages reads. */
export const advantageParts = (one: AchievementData['advantages'][number]): Part[] => [
  one.metric,
  one.unit,
  one.ours,
  one.baseline,
  one.baselineName,
  one.better && betterWords[one.better],
];

/** A right in the parts that readIp reads; codes as they are, or their words by `say`. */
export const ipParts = (right: AchievementRight, say = (_list: string, code: string): string => code): Part[] => [
  say('ip_type', right.type),
  right.name,
  right.number,
  say('ip_status', right.status),
  right.expiresOn,
  right.filedOn,
  right.grantedOn,
  right.applicant,
  right.holder,
  right.paidUntilOn,
  right.coOwners,
  right.encumbrance,
];
