import type { FieldCode } from './fields.ts';
import type { Term } from './term.ts';

const source = '技术合同登记表（待与现行表样核对）';

/** The 11 technical fields of the national contract registration form. */
export const contractFields = [
  { code: '01', label: '电子信息', source },
  { code: '02', label: '航空航天', source },
  { code: '03', label: '先进制造', source },
  { code: '04', label: '生物医药和医疗器械', source },
  { code: '05', label: '新材料及其应用', source },
  { code: '06', label: '新能源与高效节能', source },
  { code: '07', label: '环境保护与资源综合利用', source },
  { code: '08', label: '核应用', source },
  { code: '09', label: '农业', source },
  { code: '10', label: '现代交通', source },
  { code: '11', label: '城市建设与社会发展', source },
] as const satisfies readonly Term[];

export type ContractFieldCode = (typeof contractFields)[number]['code'];

export interface ContractFieldProposal {
  readonly field: FieldCode;
  readonly contractField: ContractFieldCode;
  /** Where the provincial field is wider than one national field, the other answer the form offers. */
  readonly alternative?: ContractFieldCode;
}

/**
 * 技术领域 → 合同登记领域, a proposal the officer may change. A term without a line of its own follows its field.
 * Nothing leads to 航空航天: the provincial list has no such field.
 */
export const contractFieldProposals = [
  { field: '16', contractField: '01' },
  { field: '17', contractField: '04' },
  { field: '18', contractField: '06' },
  { field: '18.5', contractField: '08' },
  { field: '19', contractField: '05' },
  { field: '20', contractField: '03' },
  { field: '20.6', contractField: '03', alternative: '08' },
  { field: '20.8', contractField: '10' },
  { field: '21', contractField: '07' },
  { field: '22', contractField: '05', alternative: '07' },
  { field: '23', contractField: '05' },
  { field: '24', contractField: '09' },
  { field: '25', contractField: '11' },
  { field: '26', contractField: '09' },
  { field: '27', contractField: '11' },
  { field: '28', contractField: '09' },
  { field: '29', contractField: '11' },
  { field: '30', contractField: '04' },
  { field: '31', contractField: '07' },
] as const satisfies readonly ContractFieldProposal[];
