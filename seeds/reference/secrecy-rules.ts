import type { SecrecyRule } from '#app/domain/secrecy-screen.ts';

/** Rules with which the screen begins; the administrator adds his own and switches off what does not fit. */
export const secrecyRules: readonly Omit<SecrecyRule, 'id'>[] = [
  { name: '密级标志', kind: 'pattern', text: '(?:绝密|机密|秘密)[★*]', action: 'refuse' },
  { name: '写明密级', kind: 'pattern', text: '密级[:为是]?(?:绝密|机密|秘密)', action: 'refuse' },
  { name: '内部资料', kind: 'word', text: '内部资料不得外传', action: 'refuse' },
  { name: '国家军用标准', kind: 'pattern', text: 'gjb/?z?[0-9]{2,5}', action: 'review' },
  { name: '惯性导航', kind: 'word', text: '惯性导航', action: 'review' },
  { name: '靶场', kind: 'word', text: '靶场', action: 'review' },
  { name: '部队代号', kind: 'pattern', text: '[0-9]{5}部队', action: 'review' },
  { name: '重水与同位素分离', kind: 'pattern', text: '重水.{0,6}生产|铀.{0,4}浓缩', action: 'review' },
];
