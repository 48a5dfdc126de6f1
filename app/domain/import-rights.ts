import { cutText } from './cut-text.ts';
import type { AchievementRight } from './achievement-facts.ts';
import { addMonths, type Day } from './days.ts';
import type { CellReader } from './import-cells.ts';
import { isPatent, patentYears, readPatentNumber } from './patent-number.ts';

const statesWithNumber = new Set([
  'granted',
  'pledged',
  'licensed_exclusive',
  'licensed_sole',
  'licensed_non',
  'licensed_open',
]);

/**
 * Intellectual property from 类型/名称/编号/状态/到期日/申请日/授权日/申请人/权利人/年费缴至/共有份额/质押许可诉讼. A patent
 * number must have its shape and check digit and be of the kind it is said to be; days must be in order and within the term
 * of protection (专利法 art. 42). A trade secret (技术秘密) has a name only: its content never comes here.
 */
export function readIp(read: CellReader, today: Day): AchievementRight[] {
  return read.entries('ip', (parts) => readRight(read, parts, today));
}

function readRight(read: CellReader, parts: readonly string[], today: Day): AchievementRight {
  const [typeWord = '', name = '', typedNumber = '', statusWord = '', ...rest] = parts;
  const [expires, filed, granted, applicant = '', holder = '', paidUntil, coOwners = '', encumbrance = ''] = rest;
  if (typeWord === '' || name === '') {
    const inCell = `“${cutText(parts.join('/'), 20)}”应写成：类型/名称/编号/状态/到期日，类型和名称不能空。`;
    read.fail('ip', 'shape', read.isTyped ? (name === '' ? '名称没有填。' : '类型没有选。') : inCell);
  }
  const type = (typeWord && read.codeIn('ip', 'ip_type', typeWord)) || '';
  const status = statusWord === '' ? 'granted' : (read.codeIn('ip', 'ip_status', statusWord) ?? '');
  if ([name, applicant, holder, coOwners, encumbrance].some((text) => text.length > 200)) {
    read.fail('ip', 'too_long', '知识产权的每一项不超过 200 字。');
  }
  const number = isPatent(type) ? patentNumber(read, type, status, typedNumber) : cutText(typedNumber, 60) || null;
  const expiresOn = read.dayIn('ip', expires);
  const filedOn = read.dayIn('ip', filed);
  const grantedOn = read.dayIn('ip', granted);
  const paidUntilOn = read.dayIn('ip', paidUntil);
  const order = (says: string) => read.fail('ip', 'order', `《${cutText(name, 20)}》的${says}`);
  if (filedOn !== null && filedOn > today) order('申请日晚于今天。');
  if (grantedOn !== null && grantedOn > today) order('授权日晚于今天。');
  if (filedOn !== null && grantedOn !== null && grantedOn < filedOn) order('授权日早于申请日。');
  if (grantedOn !== null && expiresOn !== null && expiresOn <= grantedOn) order('到期日不晚于授权日。');
  if (filedOn !== null && paidUntilOn !== null && paidUntilOn < filedOn) order('年费缴至早于申请日。');
  const years = patentYears[type];
  if (filedOn !== null && expiresOn !== null) {
    if (expiresOn <= filedOn) order('到期日不晚于申请日。');
    else if (years !== undefined && expiresOn > addMonths(filedOn, years * 12))
      order(`到期日超过申请日起 ${years} 年。`);
  }
  return {
    type,
    name,
    number,
    status,
    expiresOn,
    filedOn,
    grantedOn,
    applicant: applicant || null,
    holder: holder || null,
    paidUntilOn,
    coOwners: coOwners || null,
    encumbrance: encumbrance || null,
  };
}

const kinds: Readonly<Record<string, string>> = {
  invention: '发明专利',
  utility_model: '实用新型',
  design: '外观设计',
};

function patentNumber(read: CellReader, type: string, status: string, typed: string): string | null {
  if (typed === '') {
    if (statesWithNumber.has(status)) read.fail('ip', 'required', '已授权的专利要写专利号。');
    return null;
  }
  const found = readPatentNumber(typed);
  if (typeof found === 'string') {
    const says =
      found === 'check_digit'
        ? `专利号“${cutText(typed, 24)}”的校验位不对，请核对。`
        : `“${cutText(typed, 24)}”不是专利号，写成 ZL202319900047.X 或 CN114105382A。`;
    read.fail('ip', found, says);
    return null;
  }
  if (found.type !== null && found.type !== type) {
    read.fail('ip', 'mismatch', `专利号 ${found.number} 是${kinds[found.type] ?? '另一类专利'}的号，与类型对不上。`);
  }
  return found.number;
}
