/** What a column of a bank's statement can be. */
export const bankColumns = [
  {
    key: 'bookedOn',
    label: '交易日期',
    names: ['交易日期', '记账日期', '入账日期', '交易时间', '记账时间', '入账时间', '发生日期', '交易日', '日期'],
  },
  {
    key: 'inFen',
    label: '收入（贷方）金额',
    names: [
      '贷方发生额',
      '贷方金额',
      '贷方发生额/元(收入)',
      '贷方发生额(收入)',
      '收入金额',
      '转入金额',
      '存入金额',
      '收入',
      '贷方',
      '收入(元)',
    ],
  },
  {
    key: 'outFen',
    label: '支出（借方）金额',
    names: [
      '借方发生额',
      '借方金额',
      '借方发生额/元(支取)',
      '借方发生额(支出)',
      '支出金额',
      '转出金额',
      '支取金额',
      '支出',
      '借方',
      '支出(元)',
    ],
  },
  { key: 'amount', label: '金额（收支同列）', names: ['交易金额', '发生额', '金额', '交易金额(元)', '金额(元)'] },
  {
    key: 'direction',
    label: '借贷方向',
    names: ['借贷标志', '借贷方向', '借贷', '借/贷', '收支标志', '收/支', '收支方向', '交易方向', '往来标志'],
  },
  {
    key: 'otherName',
    label: '对方户名',
    names: [
      '对方户名',
      '对方单位名称',
      '对方单位',
      '对方名称',
      '对方账户名称',
      '对方账户名',
      '付款人名称',
      '付款方名称',
      '付款人户名',
      '交易对方',
      '对手户名',
    ],
  },
  {
    key: 'otherAccountNo',
    label: '对方账号',
    names: ['对方账号', '对方账户', '对方卡号/账号', '付款人账号', '付款方账号', '对手账号'],
  },
  {
    key: 'serial',
    label: '流水号',
    names: [
      '交易流水号',
      '流水号',
      '账户明细编号-交易流水号',
      '核心流水号',
      '银行流水号',
      '交易流水',
      '流水编号',
      '交易序号',
      '回单编号',
      '凭证号',
    ],
  },
  { key: 'memo', label: '附言', names: ['附言', '交易附言', '客户附言', '转账附言', '备注'] },
  { key: 'purpose', label: '用途', names: ['用途', '交易用途', '资金用途'] },
  { key: 'summary', label: '摘要', names: ['摘要', '交易摘要', '摘要说明'] },
] as const;
export type BankKey = (typeof bankColumns)[number]['key'];
export const bankKeys = bankColumns.map(({ key }) => key);

/** Which head of a bank's table is which of our columns; what is not said has no column. */
export type BankMapping = Readonly<Partial<Record<BankKey, string>>>;

/** What is missing in a mapping, in words; null when a table can be read by it. */
export function mappingFault(mapping: BankMapping): string | null {
  if (!mapping.bookedOn) return '请选哪一列是交易日期。';
  const chosen = Object.values(mapping).filter((head) => head !== '');
  const twice = chosen.find((head, at) => chosen.indexOf(head) !== at);
  if (twice !== undefined) return `“${twice}”选了两次，一列只能是一样。`;
  if (mapping.amount && (mapping.inFen || mapping.outFen)) {
    return '收入、支出分两列的，不再选「金额（收支同列）」；只有一列金额的，不选收入和支出。';
  }
  if (mapping.inFen || mapping.amount) return null;
  return '请选哪一列是收入金额；收支写在同一列的，选「金额」。';
}
