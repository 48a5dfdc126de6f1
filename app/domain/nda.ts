import { type EventOf, machine } from './machine.ts';

/**
 * A confidentiality agreement between the two sides of a deal. Both accept the same text, known by its hash; only then does
 * the NDA room open. Either side ends the disclosure at any time; what was promised about things already read goes on.
 */
export const ndaMachine = machine({
  name: 'nda',
  initial: 'proposed',
  states: {
    proposed: {
      label: '待双方接受',
      is: ['standing'],
      on: {
        accept: { to: 'active', by: ['party'], says: '双方都已接受，资料室打开' },
        withdraw: { to: 'withdrawn', by: ['proposer'], says: '撤回这份文本，可以另提一份' },
      },
    },
    active: {
      label: '已生效',
      is: ['standing'],
      on: { end: { to: 'ended', by: ['party'], says: '停止披露，资料室关闭；保密义务继续' } },
    },
    ended: { label: '已停止披露', final: true },
    withdrawn: { label: '已撤回', final: true },
  },
});
export type NdaState = keyof typeof ndaMachine.states;
export type NdaEvent = EventOf<typeof ndaMachine>;

/** A document in the NDA room. What was withdrawn can no longer be opened; its log stays. */
export const roomDocumentMachine = machine({
  name: 'room_document',
  initial: 'shared',
  states: {
    shared: {
      label: '可以打开',
      on: { withdraw: { to: 'withdrawn', by: ['owner'], says: '撤下，不能再打开；打开记录保留' } },
    },
    withdrawn: { label: '已撤下', final: true },
  },
});
export type RoomDocumentState = keyof typeof roomDocumentMachine.states;

/** The edition of the standard text; a change of wording is a new one. */
export const ndaEdition = '2026-1';
export const ndaYears = { least: 1, most: 20, usual: 5 } as const;

export interface NdaFacts {
  readonly licensorName: string;
  readonly licenseeName: string;
  readonly achievementName: string;
  readonly achievementNo: string;
  readonly dealNo: string;
  /** What the other side may use the material for. */
  readonly purpose: string;
  readonly years: number;
  /** Agreed beside the standard text; empty where nothing is. */
  readonly extra: string;
}

/**
 * The text that both sides accept, whole, as it goes under the hash (Civil Code art. 501, 反不正当竞争法 art. 9). Nothing in
 * it depends on when it is read.
 */
export function ndaText(facts: NdaFacts): string {
  const { licensorName: a, licenseeName: b, years } = facts;
  const lines = [
    `保密协议（标准文本 ${ndaEdition}）`,
    `甲方：${a}`,
    `乙方：${b}`,
    `事项：就成果“${facts.achievementName}”（${facts.achievementNo}）的洽谈，编号 ${facts.dealNo}。`,
    `一、保密资料：一方放进本洽谈资料室、标明不公开的技术和经营资料，包括文字、图纸、数据和样品说明。`,
    `二、用途：接收方只为以下目的使用保密资料：${facts.purpose}。不得用于申请专利、反向研发或者其他目的。`,
    `三、义务：接收方只让有必要知道的本单位人员阅读，不得复制给第三方，不得公开，并对其人员的行为负责。`,
    `四、除外：资料在披露时已经公开的、接收方已经合法持有或者独立取得的、法律要求提供的，不受本协议限制；依法提供的，应当事先通知对方。`,
    `五、期限：保密义务自双方接受之日起 ${years} 年；构成商业秘密的，到其不再是商业秘密时为止。一方停止披露或者洽谈结束，不影响已经知悉的资料的保密义务。`,
    `六、留痕：平台在每份打开的资料上标明阅读人、单位、时间和编号，并把打开记录告知提供方。双方同意以该记录为证据。`,
    `七、停止披露：任一方可以随时停止披露、撤下资料，接收方应当删除已经取得的副本。`,
    `八、违约：违反本协议的一方赔偿对方因此受到的损失。争议由提供方所在地人民法院管辖。`,
    ...(facts.extra === '' ? [] : [`九、另行约定：${facts.extra}`]),
  ];
  return lines.join('\n');
}

/** The few characters by which a copy that turns up elsewhere is traced to its opening. */
export const openingMark = (id: string): string => id.replaceAll('-', '').slice(-10).toUpperCase();

/** Most documents that one person opens within 24 hours: more is copying, not reading. */
export const openingsADay = 100;
export const maxRoomPages = 400;
export const maxRoomBytes = 20 * 1_048_576;
