import type { AchievementData } from '#app/domain/achievement-data.ts';
import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import { fenFromJson, formatWan } from '#app/domain/money.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What the registration form makes public beside what the page tells in its own words (成果登记表), in the form's order. */
export function registrationFacts(data: AchievementData, orgName: string, lists: CodeLists): Fact[] {
  const say = (list: string, code: string | null | undefined): string => (code ? codeLabel(lists, list, code) : '');
  const sayAll = (list: string, codes: readonly string[] = []): string =>
    codes.map((code) => say(list, code)).join('、');
  const units = data.units ?? [];
  const isAlone = units.length === 0 || (units.length === 1 && units[0]?.name === orgName);
  const projects = data.projects ?? [];
  const facts: readonly (readonly [string, string])[] = [
    ['完成单位', isAlone ? '' : units.map(({ name }) => name).join('；')],
    ['推荐单位', data.recommendOrg ?? ''],
    ['批准登记', [data.regOn, data.regOrg].filter(Boolean).join('，')],
    ['研究起止', [data.researchFrom, data.researchTo].filter(Boolean).join(' 至 ')],
    ...projects.map((project, at): readonly [string, string] => [
      projects.length > 1 ? `计划项目 ${at + 1}` : '计划项目',
      projectInWords(project, say('project_source', project.level)),
    ]),
    ...(projects.length === 0
      ? [['计划项目', [say('project_source', data.source), data.projectNo].filter(Boolean).join('，')] as const]
      : []),
    ['财政资金', data.isFiscalFunded === true ? '由财政资金形成' : ''],
    ['成果属性', say('origin', data.origin)],
    ['体现形式', say('embodiment', data.embodiment)],
    ['标准形式', say('standard_form', data.standardForm)],
    ['应用行业', sayAll('industry', data.industries)],
    ['学科', sayAll('discipline', data.disciplines)],
    ['经济目标', say('objective', data.objective)],
    ['评价方式', say('evaluation_mode', data.evaluationMode)],
    ['应用状态', say('application_status', data.applicationStatus)],
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
