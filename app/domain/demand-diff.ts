import type { DemandData, DemandMetric } from './demand-data.ts';
import { budgetWords, metricWords, trlWords } from './demand-form.ts';

/** One readable difference between two versions. Null stands for nothing there. */
export interface DemandChange {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Says a code in words; the page gives the lists' own labels. */
export type SayCode = (list: string, code: string) => string;

const metricText = (metric: DemandMetric): string =>
  `${metricWords(metric)}${metric.unit && ` ${metric.unit}`}${metric.method && `（${metric.method}）`}`;

/**
 * What changed from one version of a demand to the next, in the order of the form and in people's words: targets by their names,
 * amounts in 万元, codes by their labels. Nothing changed → an empty list.
 */
export function demandChanges(
  before: DemandData,
  after: DemandData,
  say: SayCode = (_list, code) => code,
): DemandChange[] {
  const changes: DemandChange[] = [];
  const note = (label: string, old: string | null, now: string | null): void => {
    if (old !== now) changes.push({ label, before: old || null, after: now || null });
  };
  const list = (name: string, codes: readonly string[]) => codes.map((code) => say(name, code)).join('、');
  note('需求名称', before.title, after.title);
  note('需求概述', before.summary, after.summary);
  note('要解决的问题', before.problem, after.problem);
  note('现状', before.statusQuo, after.statusQuo);
  note('需求类型', list('demand_type', before.demandTypes ?? []), list('demand_type', after.demandTypes ?? []));
  note('预期成果', list('expected_form', before.expectedForms ?? []), list('expected_form', after.expectedForms ?? []));
  note('替谁提出', before.behalf ?? null, after.behalf ?? null);
  for (const metric of before.metrics) {
    const kept = after.metrics.find(({ name }) => name === metric.name);
    note(`指标「${metric.name}」`, metricText(metric), kept === undefined ? null : metricText(kept));
  }
  for (const metric of after.metrics) {
    if (!before.metrics.some(({ name }) => name === metric.name))
      note(`指标「${metric.name}」`, null, metricText(metric));
  }
  note('领域', list('field', before.fields), list('field', after.fields));
  note('产业链', list('chain', before.chains), list('chain', after.chains));
  note('地区', say('region', before.regionCode), say('region', after.regionCode));
  note('成熟度', trlWords(before.wantedTrlMin, before.wantedTrlMax), trlWords(after.wantedTrlMin, after.wantedTrlMax));
  note(
    '预算',
    budgetWords(before.budgetMinFen, before.budgetMaxFen),
    budgetWords(after.budgetMinFen, after.budgetMaxFen),
  );
  note('先用后付', before.acceptPayLater ? '接受' : '不接受', after.acceptPayLater ? '接受' : '不接受');
  note('合作方式', list('cooperation', before.cooperation), list('cooperation', after.cooperation));
  const ip = (code: string | null) => (code === null ? '未定' : say('ip_requirement', code));
  note('知识产权', ip(before.ipRequirement), ip(after.ipRequirement));
  note('期限', before.solveByOn, after.solveByOn);
  note('公开程度', say('confidentiality', before.confidentiality), say('confidentiality', after.confidentiality));
  note('有效至', before.validUntilOn, after.validUntilOn);
  return changes;
}
