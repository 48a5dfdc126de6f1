const words = (text: string): Set<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Words that tell nothing in any text. Short on purpose: a rare term lost costs more than a common one kept. */
export const stopWords = words(`
  的 了 和 与 及 或 在 是 为 对 等 中 将 其 并 以 于 由 从 而 且 也 都 但 被 把 向 到 上 下 之 这 那 该 本 各 有 可 能 会 要 就
  则 若 即 使 让 给 因 所 个 一 一个 一种 一些 以及 通过 进行 可以 能够 具有 我们 他们 它们 这种 这些 此 还 又 更 最 很 不 没有
  如 如何 什么 怎么 怎样 哪些 吗 呢 吧 啊 基于 关于 对于 由于 因此 其中 同时 不同 以上 以下 之间 用于 采用 利用 使用
  the of and a an in on for to with by is are at from as
`);

/**
 * How enterprises speak of themselves and of any demand: rare among achievements, so that their rarity would make
 * them key terms. Never used when indexing.
 */
export const demandWords = words(`
  我 我们 我司 我公司 我厂 我院 本公司 公司 企业 集团 有限公司 有限责任 责任 股份 子公司 工厂 单位 厂家 厂 成立 注册 注册资本 资本 总部
  位于 坐落 地处 成立于 始建 现有 拥有 员工 职工 人员 占地 占地面积 年产 年产值 产值 营业 营业收入 收入 销售收入 销售额 主营
  主营业务 业务 主要 主导 主导产品 从事 专业 专门 一家 家 国家 国家级 省级 市级 甘肃 甘肃省 省 市 县 区 园区 高新区 经开区 开发区 新区
  高新技术 高新技术企业 高新 专精特新 小巨人 科技型 科技 中小企业 龙头 龙头企业 骨干企业 重点企业 规模以上 规上 认定 获评 荣誉 资质 称号
  需求 需要 急需 亟需 亟待 希望 期望 期待 寻求 寻找 征集 求购 引进 拟 计划 欲 想 打算 目前 现 当前 近年来 近年 随着 已 已经 尚 仍 仍然
  解决 攻克 攻关 突破 难题 问题 瓶颈 痛点 困难 困扰 难点 存在 面临 制约 限制 影响 导致 造成 难以 无法 不足 不能 较 较高 较低 较大
  提高 提升 改善 改进 降低 减少 增加 优化 实现 达到 满足 要求 不低于 不高于 不超过 不少于 低于 高于 大于 小于 以内 左右 约 达
  技术 技术难题 技术需求 技术支持 成果 科研成果 科技成果 产业化 转化 落地 合作 合作方式 联合 共同 委托 开发 研发 研究 研制 团队 专家
  高校 院校 大学 科研院所 科研 院所 科研机构 机构 产学研 对接 洽谈 面谈 面议 商谈 联系 联系人 电话 欢迎 愿意 愿 提供 给予 支持 配合
  投入 投资 资金 预算 经费 费用 万元 亿元 元 双方 对方 我方 方式 转让 许可 入股 先用后付 付费 合同 协议 期限 年内 个月 尽快 早日
  相关 有关 具体 如下 包括 以便 从而 使得 方面 领域 行业 市场 客户 用户 订单 竞争力 效益 经济效益 社会效益 能力 水平 情况 内容 目标 指标
  产品 生产 生产线 产线 车间 现场 设备 工艺 方案 系统 应用 推广 示范 条件 成熟 稳定 可靠 有效 良好 一定 进一步 大幅 大幅度 显著 明显
`);
