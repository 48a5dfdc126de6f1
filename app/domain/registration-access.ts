import { holds, type RoleGate } from './access.ts';

/** 技术合同认定登记 is the seller's officers' work; its finance records what the office wrote too. */
export const mayRegisterContract: RoleGate = holds('officer', 'finance');
