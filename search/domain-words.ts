const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

/**
 * Words of the code lists (fields, chains, disciplines, industries) that the general dictionary cuts into single
 * characters. A label made of words (道地中药材质量标准) is left to be cut: who asks for it also means documents that say a part.
 */
export const taxonomyWords = words(`
  算力 中藏药 藏药 可再生能源 新材料 文旅 医养 医养结合 低碳 零碳 负碳 固碳 增汇 康养 盐化工 奶产业 核产业 夏菜
  体育学 艺术学 作物学 草学 工程热物理 多式联运 业态 绿色化 生态性 生活性 精制茶 金属制品业 采选业 服饰业 邮政业
  镍钴 铜铝合金 菜果薯药 道地 早筛
`);

/** Words of Gansu's fields that the general dictionary cuts wrongly; likewise no word that is made of words. */
export const fieldWords = words(`
  先用后付 专精特新 揭榜挂帅 技术经纪人 熔盐堆 液流电池 固态电池 钠离子电池 前驱体 正极材料 负极材料 隔膜 电解液 高镍 镍基合金
  铜箔 铝合金 镁合金 钛合金 赤泥 湿法冶金 火法冶金 浮选 选矿 捕收剂 萃取剂 冶炼渣 尾渣 废渣 水肥一体化 种薯 原原种 微型薯 薯渣 全粉
  雾培 膳食纤维 粗蛋白 饲草 牧草 日粮 裹包 尾菜 夏菜 娃娃菜 残膜 降解膜 收膜机 起膜 沙障 草方格 藻结皮 喷播 补植 补播 小流域 盐渍土
  盐碱地 荒漠化 碳汇 胶凝材料 墙材 阻锈剂 自保温 土遗址 料礓石 洞窟 展陈 丙烯 芳烃 催化裂化 精细化工 加氢 脱硫 脱硝 同位素 碳纳米管
  石墨烯 厌氧 好氧 纳滤 超滤 反渗透 膜浓缩 脱盐 工艺水 余热 余水 回用 固废 冷链 蓄冷 伴热 谷电 储热 绿氢 绿电 启停 组串 逆变器 光热
  光热电站 运维 微泄漏 缓蚀 热斑 热成像 声发射 化霜 防垢 结垢 爬壁 高光谱 阴极辊 分子泵 捕水器 力控 五轴 叶列 电芯 阻抗谱 黑粉 提锂
  镍钴锰 氧化铈 玻纤 沙蚀 疏尘 除沙 积灰 趁鲜 切制 返油 透皮 水凝胶 亚临界 超临界 阴凉库 减酸 籽油 曲拉 酸乳清 乳清 乳铁蛋白
  牦牛乳 藏羊 布鲁氏菌 试纸条 呼吸门控 束流 模体 剂量仪 微震 炮烟 斜坡道 无轨 矿卡 高海拔 低品位 低熔点 碱激发 碱化土 轮灌 咸淡水
  全膜双垄 双垄沟 旱作 脱毒 抗旱 耐盐 菌菇 菌剂 促干剂 褐变
`);

/** Every word that the cutter knows beside its general dictionary. */
export const domainWords: readonly string[] = [...new Set([...taxonomyWords, ...fieldWords])];
