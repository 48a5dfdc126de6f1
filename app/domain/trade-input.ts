import { z } from 'zod';
import { addDays, type Day, endOfDay, isDay, startOfDay } from './days.ts';
import { givenModes } from './listing-end.ts';
import { type Fen, parseFen } from './money.ts';
import { depositEnds } from './trade-deposit.ts';
import { isUscc } from './uscc.ts';
import { auctionNoticeDays, auctionViewingDays, tradeNoticeDays, tradeResultDays } from './trade.ts';

const key = z.uuid().optional();
const text = (missing: string, longest: number, shortest = 4) =>
  z.string({ error: missing }).trim().min(shortest, missing).max(longest, `最多 ${longest} 个字`);
const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);
const wan = (missing: string) =>
  z.string({ error: missing }).transform((value, context): Fen => {
    const fen = parseFen(value, 'wan');
    if (fen !== null && fen >= 0n) return fen;
    context.addIssue({ code: 'custom', message: missing });
    return z.NEVER;
  });
const whole = (says: string, least: number, most: number) =>
  z.coerce.number({ error: says }).int(says).min(least, says).max(most, says);

/** The notice of a 挂牌交易, judged against today: it stands five days at least before applications end. */
export const openTradeInput = (today: Day) =>
  z
    .object({
      object: text('请写明交易标的：许可或转让什么、范围、期限', 1000, 10),
      payTerms: text('请写明价款怎么付', 500),
      qualification: text('请写明意向方要具备什么条件', 500),
      ask: wan('请填挂牌价，单位万元'),
      step: wan('请填加价幅度，单位万元'),
      deposit: wan('请填保证金，单位万元，不收填 0'),
      floor: z.union([z.literal('').transform(() => null), wan('保留价是单位万元的金额，可以不填')]).optional(),
      applyUntilOn: day('请填意向登记截止日'),
      biddingOn: day('请填竞价日'),
      biddingTime: z.string({ error: '请填竞价开始时间' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 09:30'),
      minutes: whole('竞价时长填 10 到 480 分钟', 10, 480),
      resultDays: whole(`结果公示填 ${tradeResultDays} 到 30 天`, tradeResultDays, 30),
      key,
    })
    .superRefine((input, context) => {
      const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      if (input.ask <= 0n) fault('ask', '挂牌价要大于 0。');
      if (input.step <= 0n) fault('step', '加价幅度要大于 0。');
      if (input.step > input.ask) fault('step', '加价幅度不能大于挂牌价。');
      if (input.deposit > input.ask) fault('deposit', '保证金不能大于挂牌价。');
      if (input.floor != null && input.floor < input.ask) fault('floor', '保留价不能低于挂牌价：报价从挂牌价起。');
      if (isDay(input.applyUntilOn) && input.applyUntilOn < addDays(today, tradeNoticeDays)) {
        fault('applyUntilOn', `公告至少 ${tradeNoticeDays} 天，最早填 ${addDays(today, tradeNoticeDays)}。`);
      }
      if (input.biddingOn <= input.applyUntilOn)
        fault('biddingOn', '竞价要在登记截止的第二天或以后，留出审核资格的时间。');
    })
    .transform(({ ask, step, deposit, floor, applyUntilOn, biddingOn, biddingTime, minutes, ...rest }) => {
      const [hours = 0, mins = 0] = biddingTime.split(':').map(Number);
      const biddingAt = new Date(startOfDay(biddingOn).getTime() + (hours * 60 + mins) * 60_000);
      return {
        ...rest,
        askFen: ask,
        stepFen: step,
        depositFen: deposit,
        floorFen: floor ?? null,
        applyUntil: endOfDay(applyUntilOn),
        biddingAt,
        closesAt: new Date(biddingAt.getTime() + minutes * 60_000),
      };
    });
export type TradeTerms = Omit<z.infer<ReturnType<typeof openTradeInput>>, 'key'>;

export const ApplyInput = z.object({
  statement: text('请说明你单位符合哪些条件、打算怎么用', 1000, 10),
  agree: z.literal('on', { error: '请先勾选承诺' }),
  key,
});
export const QualifyInput = z.object({
  applicationId: z.uuid(),
  depositOn: z.union([z.literal(''), day('请填到账日期')]).optional(),
  depositReference: z.string().trim().max(60, '最多 60 个字').default(''),
});
export const RefuseInput = z.object({ applicationId: z.uuid(), note: text('请写明理由', 300, 2) });
export const ApplicationDeed = z.object({ applicationId: z.uuid() });
const reference = text('请填银行流水号', 60, 2);
export const ClaimDepositInput = z.object({ applicationId: z.uuid(), paidOn: day('请填付款日期'), reference });
export const NoteDepositInput = z.object({ applicationId: z.uuid(), depositOn: day('请填到账日期'), reference });
/** Given back with the bank's reference, set off in a contract, or kept with the reason. */
export const EndDepositInput = z
  .object({
    applicationId: z.uuid(),
    way: z.enum(depositEnds, { error: '请选择怎么处理' }),
    endedOn: day('请填日期'),
    reference: z.string().trim().max(60, '最多 60 个字').default(''),
    contractNo: z.string().trim().max(60, '最多 60 个字').default(''),
    /** Set off: on which claim; nothing: the earliest fixed sum. */
    obligationId: z.union([z.literal(''), z.uuid()]).default(''),
    note: z.string().trim().max(300, '最多 300 个字').default(''),
  })
  .superRefine(({ way, reference: number, contractNo, note }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (way === 'return' && number.length < 2) fault('reference', '请填退款的银行流水号');
    if (way === 'apply' && contractNo.length < 2) fault('contractNo', '请选抵在哪份合同里');
    if (way === 'forfeit' && note.length < 10) fault('note', '请写明依据公告哪一条、为什么不退，至少 10 字');
  })
  .transform(({ contractNo, reference: number, obligationId, ...rest }) => ({
    ...rest,
    ...(rest.way === 'apply' && obligationId !== '' && { obligationId }),
    reference: rest.way === 'apply' ? contractNo : number,
  }));
/** Takes back what was noted of a deposit's end: of the entry that the form showed, with what was wrong. */
export const UndoDepositInput = z.object({
  applicationId: z.uuid(),
  way: z.enum(depositEnds),
  endedOn: day('请填日期'),
  reason: text('请写明登记错在哪里', 300, 4),
});
export const BidInput = z.object({
  amount: wan('请填报价，单位万元').refine((fen) => fen > 0n, '请填报价，单位万元'),
  isMeant: z.literal('on').optional(),
  key,
});

/** What a licensed house announced. Notice at least 7 days before the sale, viewing at least 2 (拍卖法 art. 45, 48). */
export const AuctionInput = z
  .object({
    house: text('请填拍卖企业名称', 100),
    licenceNo: text('请填拍卖经营批准证书编号', 60),
    place: text('请填拍卖地点或网络平台', 200, 2),
    noticeOn: day('请填公告日期'),
    viewingFromOn: day('请填展示开始日期'),
    viewingToOn: day('请填展示截止日期'),
    saleOn: day('请填拍卖日期'),
    key,
  })
  .superRefine((input, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const { noticeOn, viewingFromOn, viewingToOn, saleOn } = input;
    if (![noticeOn, viewingFromOn, viewingToOn, saleOn].every(isDay)) return;
    if (saleOn < addDays(noticeOn, auctionNoticeDays)) {
      fault('saleOn', `公告要在拍卖日 ${auctionNoticeDays} 日以前发布（拍卖法第四十五条）。`);
    }
    if (viewingToOn < addDays(viewingFromOn, auctionViewingDays - 1)) {
      fault('viewingToOn', `展示不少于 ${auctionViewingDays} 日（拍卖法第四十八条）。`);
    }
    if (viewingToOn >= saleOn) fault('viewingToOn', '展示要在拍卖以前结束。');
  });
/** Which organisation on the platform the buyer of an auction is. */
export const AuctionBuyerInput = z.object({
  auctionId: z.uuid(),
  uscc: z
    .string({ error: '请填买受人的统一社会信用代码' })
    .trim()
    .toUpperCase()
    .refine(isUscc, '统一社会信用代码是 18 位，请核对，末位校验不符'),
});
/** The buyer's code is left out where the buyer is a person. */
const sale = {
  confirmationNo: text('请填成交确认书编号', 60, 2),
  buyerName: text('请填买受人', 100, 2),
  buyerUscc: z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => code === '' || isUscc(code), '统一社会信用代码是 18 位，请核对，末位校验不符')
    .transform((code) => (code === '' ? null : code))
    .default(null),
  price: wan('请填成交价，单位万元').refine((fen) => fen > 0n, '请填成交价，单位万元'),
};
export const AuctionSoldInput = z.object(sale);
/** The same once more, with what was wrong. */
export const AuctionCorrectInput = z.object({
  ...sale,
  auctionId: z.uuid(),
  reason: text('请写明更正什么、为什么', 300, 4),
});
/** Why a sale ends without a contract here: not performed, with the demands; or performed elsewhere. */
export const TradeEndInput = z.object({ reason: text('请写明经过，至少 10 字', 500, 10) });
export const AuctionEndInput = TradeEndInput.extend({ auctionId: z.uuid() });
/** What was given elsewhere is asked where what was sold leaves it open: the verb knows. */
const given = { given: z.enum(givenModes).optional() };
export const TradePerformInput = TradeEndInput.extend(given);
export const AuctionPerformInput = AuctionEndInput.extend(given);
export const SaleRequestDeed = z.object({ requestId: z.uuid() });
/** Agreeing cannot be taken back: who decides says that he has looked. */
export const SaleGrantInput = SaleRequestDeed.extend({
  hasRead: z.literal('on', { error: '请确认：已核对文件，知道同意以后的后果' }),
});
export const SaleRefuseInput = z.object({ requestId: z.uuid(), note: text('请写明不同意的原因', 300, 2) });
