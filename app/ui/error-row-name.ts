const rowWords: Readonly<Record<string, string>> = {
  milestones: '里程碑',
  metrics: '指标',
  'royalty.tiers': '提成分段',
  'royalty.later': '另一种比例',
  'royalty.deductions': '扣除项',
};

/** Which row of a form an error is about, as its head names it: `milestones[1].criteria` → '里程碑 2：'. Empty for a plain field. */
export function errorRowName(field: string): string {
  const [, list = '', i = ''] = /^([\w.]+)\[(\d+)\]/.exec(field) ?? [];
  const word = rowWords[list];
  return word === undefined ? '' : `${word} ${Number(i) + 1}：`;
}
