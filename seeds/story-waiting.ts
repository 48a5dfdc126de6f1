import { addMonths } from '#app/domain/days.ts';
import { counterContract } from '#app/services/contracts/counter-contract.server.ts';
import { proposeContract } from '#app/services/contracts/propose-contract.server.ts';
import { answerMandate } from '#app/services/deals/answer-mandate.server.ts';
import { askToTalk } from '#app/services/deals/ask-to-talk.server.ts';
import { declineTalk } from '#app/services/deals/decline-talk.server.ts';
import { inviteBroker } from '#app/services/deals/invite-broker.server.ts';
import { postMessage } from '#app/services/deals/post-message.server.ts';
import { published, type Story, talk, type Teller } from './story-steps.ts';
import { toldTerms } from './story-terms.ts';

const invite = async (tell: Teller, client: string, dealId: string, feePpm: number) => {
  const startsOn = tell.today();
  return inviteBroker(await tell.as(`${client}-officer`), {
    dealId,
    brokerUserId: tell.idOf('person', 'qiandu-broker-1'),
    feePpm,
    isHighFeeConfirmed: false,
    startsOn,
    endsOn: addMonths(startsOn, 12),
  });
};

/** In its second week of publicity: nobody can sign yet. */
export async function* foilContract(tell: Teller): Story {
  const sides = { unit: 'longyuan', company: 'chengbo' };
  const deal = yield* talk(tell, sides, {
    achievement: 'foil-pinhole',
    purpose: '4.5 微米铜箔针孔靠人工抽检，想在一条分切线上装一套在线检测。',
    askedAt: '2026-10-12 10:10',
    acceptedAt: '2026-10-14 09:30',
  });
  yield* published(tell, sides, {
    deal,
    terms: toldTerms({
      fieldOfUse: '锂电铜箔在线针孔检测',
      deliverables: ['检测软件', '光源与相机选型表', '标定规程'],
      trialMonths: 9,
      milestones: [
        {
          name: '单线检测验证',
          trigger: 'tech_validated',
          criteria: '20 微米以上针孔检出率不低于 99%',
          evidence: '对比检测报告',
          amountFen: 20_0000_00n,
        },
        {
          name: '三条线投用',
          trigger: 'in_production',
          criteria: '三条分切线连续运行 30 天',
          evidence: '运行记录',
          amountFen: 30_0000_00n,
        },
      ],
      ratePpm: 20_000,
      capFen: 150_0000_00n,
    }),
    offeredAt: '2026-10-26 14:00',
    agreedAt: '2026-11-11 16:40',
    publishedAt: '2026-11-13 09:00',
  });
}

const freezeTerms = (capFen: bigint) =>
  toldTerms({
    fieldOfUse: '食品与中药材真空冷冻干燥机控制',
    deliverables: ['终点判断算法', '控制器接口说明'],
    trialMonths: 8,
    milestones: [
      {
        name: '样机节能验证',
        trigger: 'tech_validated',
        criteria: '同样装量下能耗下降不少于 18%',
        evidence: '三批对照试验记录',
        amountFen: 13_0000_00n,
      },
      {
        name: '随机销售 20 台',
        trigger: 'product_approved',
        criteria: '带本控制器的整机通过出厂检验满 20 台',
        evidence: '出厂检验单',
        amountFen: 20_0000_00n,
      },
    ],
    ratePpm: 20_000,
    capFen,
  });

/** The enterprise answered with a lower cap; the unit is to say yes or to counter. A broker has been asked in. */
export async function* freezeOffer(tell: Teller): Story {
  const deal = yield* talk(
    tell,
    { unit: 'longyuan', company: 'qiongzhen' },
    {
      achievement: 'vac-freeze-end',
      purpose: '想把终点判断装进我们的冻干机，随整机销售，按台数提成。',
      askedAt: '2026-10-27 11:00',
      acceptedAt: '2026-10-29 10:20',
    },
  );
  yield '2026-11-09 10:00';
  const offer = await proposeContract(await tell.as('longyuan-officer'), {
    dealId: deal.id,
    terms: freezeTerms(100_0000_00n),
  });
  yield '2026-11-17 15:20';
  await counterContract(await tell.as('qiongzhen-officer'), {
    contractId: offer.id,
    versionN: offer.versionN,
    terms: freezeTerms(85_0000_00n),
    reasons: { royalty: '同类真空设备项目的封顶一般在 80 万元上下' },
  });
  yield '2026-11-19 09:40';
  await invite(tell, 'longyuan', deal.id, 20_000);
}

/** Offered to 定西薯月淀粉, which has not answered. */
export async function* feedOffer(tell: Teller): Story {
  const deal = yield* talk(
    tell,
    { unit: 'longzhong', company: 'shuyue' },
    {
      achievement: 'potato-feed',
      purpose: '薯渣露天三天就发臭，想先拿 20 吨试做发酵饲料，看养殖场收不收。',
      askedAt: '2026-11-02 09:15',
      acceptedAt: '2026-11-04 10:00',
    },
  );
  yield '2026-11-18 14:50';
  await proposeContract(await tell.as('longzhong-officer'), {
    dealId: deal.id,
    terms: toldTerms({
      fieldOfUse: '薯渣固态发酵制反刍饲料',
      deliverables: ['菌剂与用法', '发酵与存放规程'],
      trialMonths: 12,
      milestones: [
        {
          name: '20 吨试产合格',
          trigger: 'tech_validated',
          criteria: '粗蛋白不低于 13%，存放 6 个月不霉变',
          evidence: '饲料检验报告',
          amountFen: 12_0000_00n,
        },
        {
          name: '日处理 100 吨投产',
          trigger: 'in_production',
          criteria: '连续 20 天日处理不低于 100 吨',
          evidence: '生产日报',
          amountFen: 18_0000_00n,
        },
      ],
      ratePpm: 20_000,
      capFen: 90_0000_00n,
    }),
  });
}

/** Asked the day before: the unit has five working days to answer. */
export async function* fibreRequest(tell: Teller): Story {
  yield '2026-11-20 15:05';
  await askToTalk(await tell.as('shuyue-officer'), {
    achievementId: tell.idOf('achievement', 'potato-fibre'),
    demandId: tell.idOf('demand', 'need-starch-pulp'),
    purpose: '每天 260 吨薯渣，除了做饲料还想分出一部分做膳食纤维，先看热泵干燥的吨能耗。',
  });
}

/** Both sides and a broker talk in the room. */
export async function* dairyTalk(tell: Teller): Story {
  const deal = yield* talk(
    tell,
    { unit: 'longyuan', company: 'maoyun' },
    {
      achievement: 'yak-membrane',
      demand: 'need-yak-milk',
      purpose: '旺季一天收 35 吨牦牛乳，想用膜浓缩代替一部分蒸发，保住活性蛋白。',
      askedAt: '2026-11-16 09:20',
      acceptedAt: '2026-11-17 10:00',
    },
  );
  const say = async (person: string, body: string) => postMessage(await tell.as(person), { dealId: deal.id, body });
  yield '2026-11-17 14:30';
  await say('maoyun-officer', '海拔 3,000 米，冬天车间只有 5 ℃，膜通量会降多少？');
  yield '2026-11-17 16:10';
  const { id: mandateId } = await invite(tell, 'maoyun', deal.id, 30_000);
  yield '2026-11-18 09:30';
  const answer = { dealId: deal.id, mandateId, accept: true, conflictNote: '' };
  await answerMandate(await tell.as('qiandu-broker-1'), answer);
  yield '2026-11-18 15:45';
  await say('longyuan-officer', '5 ℃ 时约降三成，按这个通量配膜面积就够。团队可以带一套移动装置来厂里跑三天。');
  yield '2026-11-19 11:00';
  await say('qiandu-broker-1', '建议先定三天试验的取样点和检测项目，我列了一张表，双方看过再谈里程碑。');
  yield '2026-11-20 10:15';
  await say('maoyun-officer', '可以。下周二以后车间能空出一条线。');
}

/** Offered by the unit to a demand; the enterprise said no and why. */
export async function* saltTankDecline(tell: Teller): Story {
  yield '2026-11-18 16:20';
  const deal = await askToTalk(await tell.as('longyuan-officer'), {
    achievementId: tell.idOf('achievement', 'salt-leak'),
    demandId: tell.idOf('demand', 'need-salt-tank'),
    purpose: '贵站储罐底部监测的需求，我校声学与光纤联合方法可以做到停机前预警。',
  });
  yield '2026-11-19 17:30';
  await declineTalk(await tell.as('zhusha-officer'), {
    id: deal.id,
    reason: 'too_early',
    note: '要先看到一座在役储罐运行满一年的数据，明年检修前可以再谈。',
  });
}
