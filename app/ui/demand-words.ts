import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import type { DemandData } from '#app/domain/demand-data.ts';
import { budgetWords, trlWords } from '#app/domain/demand-form.ts';

/** What a demand says in codes, in words. */
export interface DemandWords {
  readonly region: string;
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly cooperation: readonly string[];
  readonly types: readonly string[];
  readonly forms: readonly string[];
  readonly ip: string;
  readonly budget: string;
  readonly trl: string;
  readonly confidentiality: string | null;
}

export function demandWordsOf(
  data: Omit<DemandData, 'confidentiality'> & { readonly confidentiality?: string },
  lists: CodeLists,
): DemandWords {
  const label = (list: string) => (code: string) => codeLabel(lists, list, code);
  return {
    region: codeLabel(lists, 'region', data.regionCode),
    fields: data.fields.map(label('field')),
    chains: data.chains.map(label('chain')),
    cooperation: data.cooperation.map(label('cooperation')),
    types: (data.demandTypes ?? []).map(label('demand_type')),
    forms: (data.expectedForms ?? []).map(label('expected_form')),
    ip: data.ipRequirement === null ? '未定' : codeLabel(lists, 'ip_requirement', data.ipRequirement),
    budget: budgetWords(data.budgetMinFen, data.budgetMaxFen) + (data.acceptPayLater ? '，接受先用后付' : ''),
    trl: trlWords(data.wantedTrlMin, data.wantedTrlMax),
    confidentiality:
      data.confidentiality === undefined ? null : codeLabel(lists, 'confidentiality', data.confidentiality),
  };
}
