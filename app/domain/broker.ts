import type { Day } from './days.ts';
import { machine, statesWith } from './machine.ts';

/**
 * A technology broker's entry in the registry: filed by the person, checked against the certificate by the authority of his
 * region. Who renews a certificate goes on working with the one that was checked.
 */
export const brokerMachine = machine({
  name: 'broker',
  initial: 'filed',
  states: {
    filed: {
      label: '待核验',
      on: {
        list: { to: 'listed', by: ['authority'], says: '证书与发证机构相符，列入名录' },
        return: { to: 'returned', by: ['authority'], says: '退回补正，写明原因' },
      },
    },
    returned: {
      label: '待补正',
      on: { file: { to: 'filed', by: ['person'], says: '补正后再次登记' } },
    },
    listed: {
      label: '在册',
      is: ['working', 'known'],
      on: {
        renew: { to: 'renewing', by: ['person'], says: '换证或升级，提交新证书' },
        strike: { to: 'struck', by: ['authority'], says: '移出名录，写明原因；已促成合同的佣金不受影响' },
      },
    },
    renewing: {
      label: '新证书待核验',
      is: ['working', 'known'],
      on: {
        list: { to: 'listed', by: ['authority'], says: '新证书相符，换上新证书' },
        return: { to: 'listed', by: ['authority'], says: '新证书不符，仍按原证书' },
        strike: { to: 'struck', by: ['authority'], says: '移出名录，写明原因；已促成合同的佣金不受影响' },
      },
    },
    struck: {
      label: '已移出',
      is: ['known'],
      on: { file: { to: 'filed', by: ['person'], says: '重新登记' } },
    },
  },
});
export type BrokerState = keyof typeof brokerMachine.states;

/** States in which somebody acts as a broker on the platform. */
export const workingBrokerStates = statesWith(brokerMachine, 'working');

export const brokerLevelCodes = ['junior', 'middle', 'senior'] as const;
export type BrokerLevel = (typeof brokerLevelCodes)[number];

/** States in which his own books stay open to him: who was struck off keeps what he earned. */
export const knownBrokerStates = statesWith(brokerMachine, 'known');

/** What a certificate says; a renewed one waits beside the one in force. */
export interface BrokerCertificate {
  readonly level: BrokerLevel;
  readonly certificateNo: string;
  readonly issuer: string;
  readonly certificateOn: Day | null;
  readonly certificateUntilOn: Day | null;
}

/** 中高级技术转移人才 that the province wants at least (“培养中高级技术转移人才 100 名”). */
export const wantedSeniorBrokers = 100;
