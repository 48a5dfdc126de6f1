import { choiceLabel, type CodeLists, termsOf } from '#app/domain/code-list.ts';
import type { Option } from './option.ts';

/** Choices of a demand's lists. */
export interface DemandOptions {
  readonly fields: readonly Option[];
  readonly chains: readonly Option[];
  readonly regions: readonly Option[];
  readonly cooperation: readonly Option[];
  readonly demandTypes: readonly Option[];
  readonly expectedForms: readonly Option[];
  readonly ipRequirement: readonly Option[];
  readonly confidentiality: readonly Option[];
}

const hints: Readonly<Record<string, string>> = {
  name_public: '所有人看到单位名称和内容',
  anonymous: '内容公开，单位名称在你接受对接后才给对方看',
  targeted: '不进公开列表，只有匹配到的成果单位看得到',
};

export function demandOptions(lists: CodeLists): DemandOptions {
  const plain = (list: string): Option[] =>
    termsOf(lists, list).map(({ code }) => ({ value: code, label: choiceLabel(lists, list, code) }));
  return {
    // Items stand under their field: 24.1 is written with its number, the field as a heading is a choice too.
    fields: termsOf(lists, 'field').map(({ code, label, parent }) => ({
      value: code,
      label: parent === null ? label : `　${code} ${label}`,
    })),
    chains: plain('chain'),
    regions: termsOf(lists, 'region').map(({ code, label }) => ({
      value: code,
      label: code.endsWith('00') ? label : `　${label}`,
    })),
    cooperation: plain('cooperation').filter(({ value }) => value !== 'SELF'),
    demandTypes: plain('demand_type'),
    expectedForms: plain('expected_form'),
    ipRequirement: plain('ip_requirement'),
    confidentiality: plain('confidentiality').map((option) => ({ ...option, hint: hints[option.value] })),
  };
}
