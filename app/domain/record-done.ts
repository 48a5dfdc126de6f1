/** What was done to a record a moment ago, as its page says once. */
export const recordDone = {
  save: '草稿已保存',
  submit: '已提交单位审核',
  recall: '已撤回送审，可以继续修改',
  withdraw: '已撤下，不再公开',
  reopen: '已改为草稿',
  list: '已挂牌',
  'withdraw-registration': '已撤回登记申请',
} as const;
export type RecordDone = keyof typeof recordDone;

/** The deed that an address names; null for any other word. */
export const readRecordDone = (word: string | null): RecordDone | null =>
  word !== null && Object.hasOwn(recordDone, word) ? (word as RecordDone) : null;
