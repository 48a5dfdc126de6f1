import type { ActorContext, Context } from '#app/services/context.server.ts';
import { answerEngagement } from '#app/services/brokers/move-engagement.server.ts';
import { offerEngagement } from '#app/services/brokers/offer-engagement.server.ts';
import { nameServedUnit, answerServed } from '#app/services/brokers/served-units.server.ts';
import { registerBroker } from '#app/services/brokers/register-broker.server.ts';
import { addKeyUnits } from '#app/services/key-units/key-units.server.ts';
import { sendSpecialist } from '#app/services/specialists/send-specialist.server.ts';
import { holdCourse, recordCourse } from '#app/services/training/course.server.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import type { DemoWorld } from './demo-world.ts';
import { asActor } from './make.ts';

const keyUnitNames = [
  ['定西薯月淀粉有限公司', '高新技术企业'],
  ['金昌镍云循环材料有限公司', '专精特新'],
  ['陇西芪禾药业有限公司', '科技型中小企业'],
  ['白银智穹矿业有限公司', '创新联合体牵头单位'],
  ['陇原理工大学', '省属高校'],
] as const;

/** An authority at work with the people of technology transfer: key units, one course, somebody sent out, a certificate to check. */
export async function seedTalent(now: Context, world: DemoWorld): Promise<void> {
  // All of it happened twelve days ago.
  const given = { ...now, now: () => new Date(now.now().getTime() - 12 * 86_400_000) };
  const as = async (key: string): Promise<ActorContext> => {
    const person = world.people.get(key);
    if (person === undefined) throw new Error(`nobody is called ${key}`);
    return asActor(given, person);
  };
  const phoneOf = (key: string): string => world.people.get(key)?.phoneNumber ?? '';
  const province = await as('province-officer');
  const today = dayOf(given.now());
  await addKeyUnits(
    province,
    keyUnitNames.map(([name, reason]) => ({ name, reason })),
  );
  await nameServedUnit(await as('qiandu-broker-1'), { name: '定西薯月淀粉有限公司' });
  await answerServed(await as('shuyue-officer'), {
    brokerUserId: world.people.get('qiandu-broker-1')?.id ?? '',
    isTrue: true,
  });
  const [standing] = await offerEngagement(await as('zhiyuan-officer'), {
    brokers: [{ userId: world.people.get('qiandu-broker-1')?.id ?? '', splitPpm: 1_000_000 }],
    scope: '数字化展示和文物保护方向的全部需求',
    isExclusive: false,
    feePpm: null,
    feeFen: 3_000_000n,
    isHighFeeConfirmed: false,
    startsOn: today,
    endsOn: addDays(today, 365),
  });
  await answerEngagement(await as('qiandu-broker-1'), {
    id: standing?.id ?? '',
    accept: true,
    conflictNote: '',
  });
  await nameServedUnit(await as('qiandu-broker-2'), { name: '金昌镍云循环材料有限公司' });
  const course = await holdCourse(province, {
    title: '中级技术经理人培训班（秋季）',
    level: 'middle',
    hours: 40,
    heldOn: addDays(today, -60),
    place: '兰州',
  });
  for (const [key, hours, mark, certificateNo] of [
    ['qiandu-broker-1', 40, 91, '示例ZX20260031'],
    ['qiandu-broker-4', 40, 78, '示例ZX20260032'],
    ['qiandu-broker-5', 36, 52, ''],
    ['qiandu-broker-6', 24, null, ''],
  ] as const)
    await recordCourse(province, {
      courseId: course.id,
      phone: phoneOf(key),
      hours,
      mark,
      certificateNo,
      certificateOn: certificateNo === '' ? null : addDays(today, -20),
    });
  await sendSpecialist(province, {
    phone: phoneOf('longzhong-broker'),
    unitName: '榆中凉畦蔬菜有限公司',
    kind: 'envoy',
    startsOn: addDays(today, -30),
    endsOn: addDays(today, 335),
  });
  await registerBroker(await as('shiguang-owner'), {
    level: 'junior',
    certificateNo: '示例CJ20260118',
    issuer: '国家技术转移人才培养基地（演示）',
    certificateOn: addDays(today, -40),
    certificateUntilOn: addDays(today, 1055),
  });
}
