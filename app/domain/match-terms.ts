/** A key term of a demand, as the engine weighed it. */
export interface KeyTermShare {
  readonly term: string;
  /** Share of the whole weight of the demand's key terms, 0 to 1. */
  readonly share: number;
  /** False when no document that is searched holds the term. */
  readonly isKnown: boolean;
}

// Words that stand in any demand and name nothing: they would fill the list that people are asked to read.
const functionWords = new Set(
  (
    '我们 我司 我公司 本公司 公司 企业 单位 目前 现有 现在 当前 需要 需求 希望 要求 想要 寻求 拟 能够 可以 能否 不能 不会 没有 ' +
    '进行 采用 实现 使用 利用 通过 提高 降低 减少 增加 达到 满足 解决 问题 情况 方面 以及 同时 其中 由于 因此 但是 如果 或者 并且 ' +
    '以上 以下 以内 左右 之间 大约 每年 每天 每批 每次 每月 每小时 小时 分钟 每个 一个 一种 两种 多种 各种 相关 主要 一般 直接 已经 尚未 无法 ' +
    '较高 较低 较大 较小 不够 不足 太高 太低 过高 过低 试过 做过 找到 技术 方法 时候 部分 全部 每吨 每亩 万元 亿元 百分之 以来 起来 ' +
    '的 了 和 与 及 或 在 是 为 对 从 把 被 将 等 也 都 而 后 前 中 上 下 内 外 再 又 很 更 最 不 没 有 无 其 该 此 这 那 个 种 项 次'
  ).split(' '),
);

// 000r is what is left of 27,000 r/min.
const number = /^(?:[-+±~≥≤<>]?\d[\d.,:/×x*~-]*|0\d[\da-z/]*)$/;
const quantity =
  /^[-+]?\d+(?:\.\d+)?(?:%|‰|°c|℃|k|m|km|cm|mm|nm|μm|um|g|kg|mg|t|l|ml|s|h|v|kv|w|kw|mw|kwh|mwh|a|ma|hz|khz|mhz|pa|kpa|mpa|ppm|ppb|m2|m3|km2|cm2|cm3|mg\/l|g\/l|mg\/kg|m3\/d|m3\/h|t\/a|wt%|吨|亩|公斤|元|万元|亿元|倍|年|个月|天|人|台|套|家)$/;

/**
 * True for a term that names something: two characters or more, no number, no quantity, no word that stands in any demand.
 * Codes and formulas with digits (al2o3, 2219-t6) do name something.
 */
export function isTelling(term: string): boolean {
  if ([...term].length < 2) return false;
  return !number.test(term) && !quantity.test(term) && !functionWords.has(term);
}

// Two characters that stand nowhere and hold one of these are what the cutter made of 想先, 可试, 若能: nobody's word.
const cutterPiece = /^(?=.*[想若能可先再要就让把被会应将还只很太更])\p{Script=Han}{2}$/u;

/** The key terms that name something, heaviest first, their shares summing to 1 again; empty when none does. */
export function tellingTerms(terms: readonly KeyTermShare[]): KeyTermShare[] {
  const kept = terms.filter(
    ({ term, share, isKnown }) => share > 0 && isTelling(term) && (isKnown || !cutterPiece.test(term)),
  );
  const whole = kept.reduce((sum, { share }) => sum + share, 0);
  return whole === 0 ? [] : kept.map((one) => ({ ...one, share: one.share / whole }));
}
