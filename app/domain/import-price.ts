import type { AchievementData, AchievementPrice } from './achievement-data.ts';
import { type CodeLists, findCode } from './code-list.ts';
import { isDay } from './days.ts';
import type { CellReader } from './import-cells.ts';
import { fenToJson } from './money.ts';

/**
 * The price of a row from its six cells (转化法 art. 18: agreed, listed or auctioned; pay-later: zero entry fee, milestones,
 * royalty, 甘科办〔2024〕2号 item 17). A pay-later listing names its readiness level.
 */
export function readPrice(read: CellReader, hasTrl: boolean): AchievementPrice {
  const kind = read.code('priceKind') ?? 'negotiable';
  const min = read.fen('priceMin');
  const max = read.fen('priceMax');
  const milestones = read.fen('milestones');
  const royaltyPpm = read.ppm('royalty');
  const cap = read.fen('cap');
  const trialMonths = read.count('trialMonths');
  if (kind === 'fixed') {
    if (min === null || min === 0n) read.fail('priceMin', '一口价要填价格，大于 0。');
    return { kind, amountFen: fenToJson(min ?? 0n) };
  }
  if (kind === 'range') {
    if (min === null) read.fail('priceMin', '价格区间要填下限。');
    if (max === null) read.fail('priceMax', '价格区间要填上限。');
    if (min !== null && max !== null && max <= min) read.fail('priceMax', '上限要大于下限。');
    return { kind, minFen: fenToJson(min ?? 0n), maxFen: fenToJson(max ?? 0n) };
  }
  if (kind === 'pay_later') {
    if (!hasTrl) read.fail('trl', '先用后付的成果要填技术就绪水平。');
    if (trialMonths === null) read.fail('trialMonths', '先用后付要填试用月数。');
    if ((milestones ?? 0n) === 0n && (royaltyPpm ?? 0) === 0) {
      read.fail('milestones', '先用后付要填里程碑合计或收入提成，至少一项。');
    }
    if (cap !== null && milestones !== null && cap < milestones) read.fail('cap', '封顶不能小于里程碑合计。');
    return {
      kind,
      milestonesFen: fenToJson(milestones ?? 0n),
      royaltyPpm: royaltyPpm ?? 0,
      capFen: cap === null ? null : fenToJson(cap),
      trialMonths: trialMonths ?? 0,
    };
  }
  return { kind: 'negotiable' };
}

/** Intellectual property from 类型/名称/编号/状态/到期日. A trade secret (技术秘密) has a name only: its content never comes here. */
export function readIp(read: CellReader, lists: CodeLists): AchievementData['ip'] {
  return read.words('ip').flatMap((entry) => {
    const [typeWord = '', name = '', number = '', statusWord = '', expires = ''] = entry
      .split(/[/／]/)
      .map((part) => part.trim());
    const type = findCode(lists, 'ip_type', typeWord);
    const status = statusWord === '' ? 'granted' : findCode(lists, 'ip_status', statusWord);
    if (type === null || status === null || name === '') {
      read.fail('ip', `“${entry.slice(0, 20)}”应写成：类型/名称/编号/状态/到期日，类型和状态用代码表里的词。`);
      return [];
    }
    if (expires !== '' && !isDay(expires)) {
      read.fail('ip', `“${expires.slice(0, 20)}”不是日期，到期日写成 2043-03-14。`);
      return [];
    }
    return [{ type, name, number: number || null, status, expiresOn: expires || null }];
  });
}
