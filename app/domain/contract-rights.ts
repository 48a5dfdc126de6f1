import type { AchievementRight } from './achievement-facts.ts';
import type { PayLaterTerms, RightTerms } from './contract.ts';
import { type ContractKind, givesTechnology } from './contract-kind.ts';
import { addDays, addMonths, type Day } from './days.ts';
import { isPatent, numberKey, patentYears } from './patent-number.ts';
import { plainWord } from './plain-terms.ts';

/** What a register or a patent database says of a right, where one was asked. */
export interface RegisterFacts {
  readonly number: string;
  readonly title: string;
  readonly type: string;
  readonly owner: string;
  /** In words. */
  readonly status: string;
  readonly filedOn: Day | null;
  readonly expiresOn: Day | null;
  readonly paidUntilOn: Day | null;
  readonly asOf: Day;
  readonly isLapsed: boolean;
}

const typeLabels: Readonly<Record<string, string>> = {
  invention: '发明专利',
  utility_model: '实用新型专利',
  design: '外观设计专利',
  software: '软件著作权',
  layout: '集成电路布图设计',
  plant_variety: '植物新品种',
  trade_secret: '技术秘密',
};

/** States of the record in which no contract can rest on a right. */
const deadStatuses = ['lapsed', 'invalid'];

/** What tells a right of an achievement from its others: the number, or the name of one that has none, as a form sends it back. */
export const rightKey = ({ number, name }: Pick<RightTerms, 'number' | 'name'>): string => plainWord(number ?? name);

/** What says that two rights are one, however their number is typed: ZL 2023 1 9900014.0 and CN202319900014. */
export const rightId = ({ number, name }: Pick<RightTerms, 'number' | 'name'>): string =>
  number === null ? plainWord(name) : numberKey(number);

export const rightLabel = ({ type, name, number }: RightTerms): string =>
  `${typeLabels[type] ?? '知识产权'}“${name}”${number === null ? '' : `（${number}）`}`;

const endOf = (type: string, expiresOn: Day | null, filedOn: Day | null): Day | null => {
  if (expiresOn !== null || filedOn === null || !isPatent(type)) return expiresOn;
  return addDays(addMonths(filedOn, (patentYears[type] ?? 0) * 12), -1);
};

interface Known {
  readonly ip: readonly AchievementRight[];
  /** What the register says, of the rights that the record names and of those linked to it. */
  readonly register: readonly RegisterFacts[];
  /** Numbers that are linked to the achievement and stand in no text. */
  readonly linked: readonly string[];
  /** The word of a status of the record. */
  readonly statusWord: (code: string) => string;
  readonly ownerName: string;
  readonly today: Day;
}

/**
 * The live rights of an achievement as a contract names them (Civil Code art. 845: invention, owner, filing day, number, validity
 * of a patent): the record's own, with what the register knows better, and those linked to it. What has lapsed is left out.
 */
export function liveRights({ ip, register, linked, statusWord, ownerName, today }: Known): RightTerms[] {
  const toldOf = (number: string | null) => register.find((row) => row.number === number);
  const own = ip.flatMap((right): RightTerms[] => {
    const told = toldOf(right.number);
    const filedOn = told?.filedOn ?? right.filedOn ?? null;
    const expiresOn = told?.expiresOn ?? endOf(right.type, right.expiresOn, filedOn);
    const isDead = told?.isLapsed ?? deadStatuses.includes(right.status);
    if (isDead || (expiresOn !== null && expiresOn < today)) return [];
    return [
      {
        type: right.type,
        name: right.name,
        number: right.number,
        owner: told?.owner || right.holder || ownerName,
        status: told?.status ?? statusWord(right.status),
        filedOn,
        expiresOn,
        paidUntilOn: told?.paidUntilOn ?? right.paidUntilOn ?? null,
        asOf: told?.asOf ?? today,
      },
    ];
  });
  const beside = linked.flatMap((number): RightTerms[] => {
    const told = toldOf(number);
    if (told === undefined || told.isLapsed || own.some((right) => right.number === number)) return [];
    const { type, title, owner, status, filedOn, expiresOn, paidUntilOn, asOf } = told;
    return [{ type, name: title, number, owner: owner || ownerName, status, filedOn, expiresOn, paidUntilOn, asOf }];
  });
  const all = [...own, ...beside];
  return all.filter((right, i) => all.findIndex((other) => rightId(other) === rightId(right)) === i);
}

/** What can be chosen: rights that a version names stay as it names them, others are as they are known today. */
export const rightsToChoose = (
  named: readonly RightTerms[] | undefined,
  live: readonly RightTerms[],
): readonly RightTerms[] => [
  ...(named ?? []),
  ...live.filter((right) => !named?.some((one) => rightId(one) === rightId(right))),
];

/** Terms that say nothing of rights keep those that the version before names: what nobody spoke of is not taken out. */
export const keepRights = (before: PayLaterTerms, after: PayLaterTerms): PayLaterTerms =>
  after.rights === undefined && before.rights !== undefined ? { ...after, rights: before.rights } : after;

/** The paragraph of article 1; null where the terms say nothing of rights. */
export function rightsClause(rights: readonly RightTerms[], kind: ContractKind = 'licence'): string {
  if (rights.length === 0) {
    return givesTechnology(kind)
      ? '标的技术不涉及已经登记或者申请的知识产权，以技术秘密和交付的技术资料为限。'
      : '本合同不涉及已有知识产权的转让或者许可。';
  }
  return `涉及的知识产权共 ${rights.length} 项：${rights.map(rightLabel).join('；')}。详见附件《知识产权清单》。`;
}

/** The lines of the annex 知识产权清单: name, number, owner, filing day, end, fee and state of each, as of a day. */
export const rightsAnnex = (rights: readonly RightTerms[]): string[] =>
  rights.map((right) => {
    const { owner, filedOn, expiresOn, paidUntilOn, status, asOf } = right;
    const facts = [
      `权利人 ${owner}`,
      filedOn === null ? '' : `申请日 ${filedOn}`,
      expiresOn === null ? '' : `有效期至 ${expiresOn}`,
      paidUntilOn === null ? '' : `年费缴至 ${paidUntilOn}`,
      `状态 ${status}（截至 ${asOf}）`,
    ];
    return `${rightLabel(right)}：${facts.filter(Boolean).join('，')}。`;
  });

/** Sorts of contract that are about a patent or an application for one. */
const patentSorts = ['专利权转让', '专利申请权转让'];

/** A patent that is to be assigned must be named; terms from before rights were named are not judged. */
export const lacksPatent = (terms: { readonly subKind?: string; readonly rights?: readonly RightTerms[] }): boolean =>
  terms.rights !== undefined &&
  patentSorts.includes(terms.subKind ?? '') &&
  !terms.rights.some(({ type }) => isPatent(type));
