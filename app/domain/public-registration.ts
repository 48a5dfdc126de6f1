import type { AchievementData } from './achievement-data.ts';
import { codeLabel, type CodeLists } from './code-list.ts';
import type { Day } from './days.ts';
import { fenFromJson, formatWan } from './money.ts';
import { fieldLabels } from './record-groups.ts';
import { regNoBasisLabels } from './registration-facts.ts';
import type { RegistrationState } from './registration.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** The registration of a record with the authorities of this platform. */
interface Registered {
  readonly state: RegistrationState;
  readonly registeredOn: Day | null;
  readonly registeredBy: string | null;
}

/**
 * Since when and by whom a record is registered: as the authority's decision says where it was decided here, else as the unit states,
 * and marked so. Of a number that was taken back nothing is left to say.
 */
function registeredWords({ regNo, regOn, regOrg }: AchievementData, registration: Registered | null): string {
  if (registration?.state === 'revoked') return '';
  if (registration?.state === 'registered') {
    return [registration.registeredOn, registration.registeredBy].filter(Boolean).join('，');
  }
  const stated = [regOn, regOrg].filter(Boolean).join('，');
  return regNo === null || stated === '' ? '' : `${stated}（${regNoBasisLabels.stated}）`;
}

/** What the registration form makes public beside what the page tells in its own words (成果登记表), in the form's order. */
export function publicRegistration(
  data: AchievementData,
  { orgName, registration }: { readonly orgName: string; readonly registration: Registered | null },
  lists: CodeLists,
): Fact[] {
  const say = (list: string, code: string | null | undefined): string => (code ? codeLabel(lists, list, code) : '');
  const sayAll = (list: string, codes: readonly string[] = []): string =>
    codes.map((code) => say(list, code)).join('、');
  const units = data.units ?? [];
  const isAlone = units.length === 0 || (units.length === 1 && units[0]?.name === orgName);
  const projects = data.projects ?? [];
  const facts: readonly (readonly [string, string])[] = [
    ['完成单位', isAlone ? '' : units.map(({ name }) => name).join('；')],
    [fieldLabels.recommendOrg, data.recommendOrg ?? ''],
    ['批准登记', registeredWords(data, registration)],
    ['研究起止', [data.researchFrom, data.researchTo].filter(Boolean).join(' 至 ')],
    ...projects.map((project, at): readonly [string, string] => [
      projects.length > 1 ? `计划项目 ${at + 1}` : '计划项目',
      projectInWords(project, say('project_source', project.level)),
    ]),
    ...(projects.length === 0
      ? [['计划项目', [say('project_source', data.source), data.projectNo].filter(Boolean).join('，')] as const]
      : []),
    ['财政资金', data.isFiscalFunded === true ? '由财政资金形成' : ''],
    [fieldLabels.origin, say('origin', data.origin)],
    [fieldLabels.embodiment, say('embodiment', data.embodiment)],
    [fieldLabels.standardForm, say('standard_form', data.standardForm)],
    [fieldLabels.industries, sayAll('industry', data.industries)],
    [fieldLabels.disciplines, sayAll('discipline', data.disciplines)],
    [fieldLabels.objective, say('objective', data.objective)],
    [fieldLabels.evaluationMode, say('evaluation_mode', data.evaluationMode)],
    [fieldLabels.applicationStatus, say('application_status', data.applicationStatus)],
  ];
  return facts.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }));
}

const projectInWords = (
  { programme, no, fundingFen, acceptedOn, conclusion }: NonNullable<AchievementData['projects']>[number],
  level: string,
): string =>
  [
    level,
    programme,
    no,
    fundingFen === null ? '' : `经费 ${formatWan(fenFromJson(fundingFen))}`,
    acceptedOn === null ? '' : `${acceptedOn} 验收`,
    conclusion,
  ]
    .filter(Boolean)
    .join('，');
