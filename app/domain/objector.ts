/**
 * Who objects (实名提出): his real name, and how the unit reaches him. Personal data (个人信息保护法 art. 19): kept apart from the
 * objection, read by its handlers alone, and erased when the objection has long been settled.
 */
export interface Objector {
  readonly name: string;
  /** A telephone number or a mail address. */
  readonly contact: string;
}

/**
 * Days after which name and contact go, from when the objection was settled; the law says only as short as may be (design default, to
 * be confirmed: `publicity.objector`).
 */
export const objectorKeptDays = 365;

const hanName = /^\p{Script=Han}[\p{Script=Han}·•]{1,29}$/u;
const latinName = /^\p{Script=Latin}[\p{Script=Latin} .'’-]{1,59}$/u;
const noName = /匿名|不具名|某某|用户|先生$|女士$|同学$|老师$/;

/**
 * True for what may be a person's name: 张三, 阿依古丽·买买提, Li Wei. The platform's own names for new accounts (用户5678), 匿名 and
 * forms of address are none. Whether he truly bears it nobody checks here: the unit can, since it can reach him.
 */
export const isRealName = (name: string): boolean => !noName.test(name) && (hanName.test(name) || latinName.test(name));

const mobile = /^(?:\+?86)?1[3-9]\d{9}$/;
const landline = /^0\d{9,11}(?:转\d{1,6})?$/;
const mail = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** A contact as it is kept: 138 0013 8000 → 13800138000, 0931-8912345 → 09318912345; null where it is none. */
export function readContact(typed: string): string | null {
  const text = typed.trim();
  if (mail.test(text)) return text;
  const digits = text.replaceAll(/[\s\-–—()（）]/g, '');
  return mobile.test(digits) ? digits.slice(-11) : landline.test(digits) ? digits : null;
}
