/**
 * Which achievement of the demo world would solve which demand, judged by reading both, candidates pooled from three
 * rankings (words, words with pairs, same field). 3: it solves the demand or its main part; 2: it solves an important
 * part; 1: it touches the matter or a neighbouring step; 0: it is about something else. One line each: candidate, grade,
 * the judge's reason.
 */
export const judgements: Readonly<Record<string, string>> = {
  'need-starch-protein': `
potato-protein 3 絮凝加膜回收蛋白、余水回用，正是主诉求
potato-anaerobic 2 解决低温余水厌氧启动慢，是需求里的第二件事
potato-irrigation 2 给出余水还田的盐分核算依据，需求明确要
potato-membrane 2 膜浓缩汁水防堵，是蛋白回收后段要用的
potato-feed 1 会用掉一部分浓缩余水，但不回收蛋白
yak-whey 1 乳清脱盐取肽，膜法思路相近，物料不同
veg-waste-digest 0 处理尾菜的厌氧，不对淀粉水
potato-fibre 0 做薯渣膳食纤维，不涉及工艺水
veg-waste-silage 0 尾菜做饲料
resin-nickel 0 除镍树脂，与蛋白水无关
sheep-feed 0 羊日粮配方
barley-noodle 0 青稞面条`,
  'need-starch-pulp': `
potato-feed 3 薯渣固态发酵制可存半年的反刍饲料，完全对口
potato-fibre 3 薯渣制膳食纤维并用热泵低能耗干燥，对口另一半
veg-waste-silage 1 高水分物料混贮做饲料，办法可借鉴，物料是尾菜
sheep-feed 1 是饲料的下游用法，能吃进薯渣
herb-freshcut 1 有热泵干燥装备，物料是药材
potato-anaerobic 0 处理废水产沼
potato-protein 0 处理工艺水
potato-membrane 0 汁水过膜
potato-irrigation 0 余水还田
herb-residue 0 药渣提油
yak-whey 0 乳清
nickel-slag 0 冶炼渣
barley-noodle 0 面条`,
  'need-herb-fresh': `
herb-freshcut 3 党参黄芪趁鲜切制加低温干燥，正是主诉求
herb-nir 3 近红外在线测水控烘箱，需求点名要
herb-residue 2 药渣再利用，需求末尾提到，以当归渣为主
herb-astragalus-seed 1 黄芪种植采挖，前一道工序
herb-storage 1 药材储藏，后一道工序
herb-aflatoxin 1 干燥不足发霉时的检测，间接
vac-freeze-end 1 干燥终点判断思路相近，设备是冻干机
potato-fibre 0 薯渣干燥
tibetan-ointment 0 藏药贴膏
potato-anaerobic 0 淀粉废水
salt-corrosion 0 熔盐阀门涂层`,
  'need-herb-store': `
herb-storage 3 当归低氧气调储藏并提前报霉，正是主诉求
herb-aflatoxin 3 十二分钟测毒素的试纸，需求点名要
herb-nir 1 入库前水分检测，能减少霉变源头
herb-freshcut 1 不熏硫的前处理，影响储藏但不解决
herb-residue 0 归头药渣提油
herb-astragalus-seed 0 黄芪采挖
build-cement 0 快硬水泥
tail-fill 0 尾砂充填
potato-anaerobic 0 淀粉废水
sheep-brucella 0 羊病试纸，检测对象不同
vac-bearing 0 分子泵轴承
vac-freeze-end 0 冻干终点`,
  'need-yak-milk': `
yak-membrane 3 十度以下反渗透浓缩牦牛乳保活性蛋白，正是主诉求
yak-starter 3 牦牛酸奶直投发酵剂，替代进口菌粉，需求后半句
yak-whey 1 同为牦牛乳加工的膜分离，对象是乳清
vac-freeze-end 1 牦牛乳冻干节能，后段可用，不解决收乳点浓缩
potato-membrane 1 膜清洗抗污堵经验可借鉴，物料不同
potato-protein 0 薯蛋白回收
potato-feed 0 薯渣饲料
herb-residue 0 药渣
potato-anaerobic 0 淀粉废水
sheep-brucella 0 羊病检测`,
  'need-yak-whey': `
yak-whey 3 酸乳清脱盐、酶解多肽、剩液发酵饲料酵母，逐条对应
yak-starter 3 直投式发酵剂，需求后半句点名
yak-membrane 1 同厂可用的低温膜浓缩，对象是原乳
potato-protein 1 另一种高 COD 水的蛋白回收，物料不同
potato-membrane 1 膜抗污堵运行，可借鉴
potato-feed 0 薯渣发酵饲料
potato-anaerobic 0 淀粉废水产沼
sheep-feed 0 羊日粮
build-phase 0 相变砂浆
fine-catalyst 0 烷基化催化剂
saline-amend 0 土壤改良剂`,
  'need-veg-cold': `
veg-precool 3 田头移动压差预冷，三十五分钟降到四度，正是所求
veg-fresh 3 微孔气调膜不加冰保三天，对应包装诉求
veg-waste-silage 0 尾菜做饲料，是损耗之后的事
veg-waste-digest 0 尾菜产沼
yak-membrane 0 乳浓缩
functional-jujube 0 沙棘饮料
build-phase 0 相变砂浆
tail-flotation 0 选矿
wind-forecast 0 功率预测
sand-barrier 0 沙障
petro-crack 0 焊缝检测
dryland-film 0 地膜回收
herb-astragalus-seed 0 黄芪采挖`,
  'need-veg-waste': `
veg-waste-silage 3 尾菜拌秸秆裹包混贮成羊饲料，正是主诉求
veg-waste-digest 3 两相产沼、沼液过滤进滴灌，对应另一半
potato-feed 1 高水分残渣发酵饲料，工艺可借鉴
sheep-feed 1 饲料的下游羊场用法
veg-precool 0 鲜菜预冷
veg-fresh 0 保鲜膜
yak-whey 0 乳清
saline-forage 0 耐盐牧草种植
sheep-brucella 0 羊病检测
herb-storage 0 药材储藏
potato-protein 0 薯蛋白
potato-irrigation 0 淀粉余水还田，灌溉对象不同`,
  'need-sheep-ration': `
sheep-feed 3 低蛋白日粮加称重补饲，正是主诉求
sheep-id 3 羊脸识别与健康巡检，需求点名
veg-waste-silage 2 尾菜混贮料可进配方，需求末句提到
potato-feed 2 薯渣发酵饲料可进配方，需求末句提到
sheep-brucella 1 羊群健康相关，不涉及饲喂
saline-forage 1 产牧草，可作粗料来源
veg-waste-digest 0 尾菜产沼
potato-fibre 0 膳食纤维
mural-climate 0 洞窟监测
petro-ae 0 声发射
nickel-slag 0 冶炼渣`,
  'need-sheep-disease': `
sheep-brucella 3 十五分钟区分免疫与感染，正是主诉求
sheep-id 2 识别羊只、看咳喘体温，对应归到一个羊号的诉求
sheep-feed 1 同一羊场的饲喂系统，有个体称重数据
herb-aflatoxin 1 也是快检试纸，检测物不同，仅平台相近
blade-inspect 0 叶片巡检
vac-trap 0 捕水器
carbon-plan 0 放疗软件
yak-membrane 0 乳浓缩
mural-spectrum 0 壁画光谱
veg-waste-silage 0 尾菜饲料
potato-feed 0 薯渣饲料`,
  'need-black-powder': `
battery-li-first 3 先提锂再把镍钴锰共沉淀成前驱体，正是主诉求
battery-extract 2 免皂化萃取、盐水减半，对应少用碱与高盐水
battery-sort 2 自动拆解与电芯分选，改善来料，需求首句
resin-nickel 1 末端除镍，能处理部分盐水
nickel-slag 1 同是镍钴回收，原料是冶炼渣
pv-recycle 0 光伏组件回收
rare-earth-polish 0 抛光粉
potato-protein 0 薯蛋白
herb-residue 0 药渣
saline-amend 0 土壤改良
h2-electrode 0 制氢电极
blade-recycle 0 叶片回收`,
  'need-nickel-residue': `
nickel-slag 3 低温还原加磁选从冶炼渣取镍钴，正是主诉求
resin-nickel 3 高盐水除镍到五十微克、洗脱液回用，逐句对应
battery-extract 1 镍钴分离萃取，可用于富集液后段
battery-li-first 1 湿法镍钴提取，原料不同
tail-fill 1 用冶炼渣做胶凝材料，能消纳尾渣
build-gangue 0 煤矸石砖
saline-amend 0 土壤改良
potato-anaerobic 0 淀粉废水
veg-waste-silage 0 尾菜
pv-recycle 0 光伏回收
blade-recycle 0 叶片回收
potato-protein 0 薯蛋白`,
  'need-pv-dust': `
pv-coating 3 疏尘涂层免水除尘，需求点名试
pv-robot 3 跨排干式清扫，一台管四兆瓦，需求点名
pv-soiling 3 用组串数据和沙尘预报算何时洗，需求点名
wind-forecast 1 含沙尘修正的功率预测，数据可共用
edge-compute 0 机房除沙冷却
blade-coating 0 叶片防沙蚀，对象不同
pv-recycle 0 组件退役回收
blade-inspect 0 叶片巡检
salt-leak 0 熔盐储罐
build-saltcrete 0 混凝土
herb-nir 0 药材测水`,
  'need-wind-blade': `
blade-coating 3 不拆叶片绳索作业补防沙蚀涂层，正是主诉求
blade-inspect 3 无人机量前缘坑深和裂纹，需求点名
blade-recycle 1 叶片退役后处理，同一对象不同阶段
pv-coating 0 光伏板涂层
salt-corrosion 0 熔盐阀门涂层，工况不同
sand-map 0 固沙遥感
pv-soiling 0 积灰监测
pv-robot 0 光伏清扫
salt-leak 0 储罐监测
sand-crust 0 藻结皮
veg-precool 0 预冷`,
  'need-salt-tank': `
salt-leak 3 罐底声学加光纤定位微漏，正是主诉求
salt-corrosion 3 阀门焊缝热腐蚀现场补涂，需求后半句
petro-ae 1 在线声发射技术相近，对象是加氢反应器
salt-low 1 换低熔点盐可减轻，但不解决检漏
petro-crack 1 焊缝检测手段可借鉴，需停机
petro-clean 0 换热器清洗
pit-radar 0 边坡雷达
blade-inspect 0 叶片
mural-spectrum 0 壁画
fine-catalyst 0 催化剂
sand-map 0 固沙`,
  'need-foil-pinhole': `
foil-pinhole 3 二十微米针孔在线检出并喷码，正是主诉求
foil-eddy 3 涡流测厚度与夹杂，补光学看不见的，需求点名
foil-roller 1 辊面影响箔面缺陷，间接减少针孔
foil-additive 1 电解液控制影响箔面质量，间接
blade-inspect 0 叶片裂纹识别
petro-crack 0 焊缝超声
vac-trap 0 捕水器
blade-coating 0 涂层
sheep-id 0 羊脸识别
herb-nir 0 近红外测药材
battery-sort 0 电池拆解`,
  'need-foil-curl': `
foil-additive 3 在线测三种添加剂给补加量，翘曲减七成，正是主诉求
foil-roller 3 辊面粗糙度与箔面晶粒联控，需求点名
foil-eddy 1 厚度起伏检测可作反馈
foil-pinhole 1 同线在线检测，不解决翘曲
h2-electrode 0 制氢电极
salt-corrosion 0 涂层
vac-trap 0 捕水器
tail-fill 0 充填
sand-map 0 遥感
sheep-feed 0 羊料`,
  'need-heat-exchange': `
petro-clean 3 管内旋流珠加声波边运行边清并监测热阻，正是主诉求
petro-coil 3 缠绕管防垢管型设计，需求后半句
petro-ae 1 同类装置在线监测，不清垢
petro-crack 0 焊缝检测
vac-trap 0 捕水器翅片换热，与结焦无关
blade-coating 0 涂层
potato-anaerobic 0 废水
build-gangue 0 砌块余热
fine-catalyst 0 催化剂
chip-sinter 0 芯片浆料`,
  'need-reactor-crack': `
petro-crack 3 爬壁相控阵扫焊缝，不搭架，正是主诉求
petro-ae 3 在线声发射加氢腐蚀寿命，需求点名互相佐证
salt-leak 1 声学在线监测思路相近，对象是储罐
mine-seismic 0 微震拾取，对象是岩体
petro-clean 0 换热器清洗
petro-coil 0 换热器设计
salt-corrosion 0 涂层
build-phase 0 砂浆
foil-roller 0 研磨
blade-inspect 0 叶片
pit-radar 0 边坡`,
  'need-molecular-pump': `
vac-bearing 3 磁悬浮轴承与容错控制、断电落轴，正是主诉求
vac-rotor 3 转子一体铣削与平衡，需求后半句
vac-trap 0 冻干捕水器
vac-freeze-end 0 冻干终点
foil-eddy 0 铜箔涡流
foil-roller 0 阴极辊研磨
foil-pinhole 0 针孔检测
carbon-phantom 0 剂量仪
herb-aflatoxin 0 试纸
herb-storage 0 储藏
petro-coil 0 换热器`,
  'need-freeze-energy': `
vac-freeze-end 3 残余水终点判断，一锅省三成电，正是主诉求
vac-trap 3 边捕边化不停机，需求点名
yak-membrane 1 冻干前先浓缩可省能，间接
herb-nir 1 在线测水分，可辅助判断，用于热风
herb-freshcut 1 药材热泵干燥，另一条干燥路线
yak-starter 0 发酵剂
mine-vent 0 矿井通风
edge-compute 0 机房冷却
air-co2 0 碳捕集
vac-bearing 0 分子泵
vac-rotor 0 分子泵
potato-anaerobic 0 废水`,
  'need-sand-barrier': `
sand-barrier 3 可降解沙障与铺设机，正是主诉求
sand-crust 3 藻结皮喷播固沙，需求点名
sand-map 2 盖度核查、补植选点，对应验收说得清
desert-mechanism 2 根系供水机理，为选补播草种和位置给依据
yellow-wetland 0 高寒湿地，水分条件相反
dryland-film 0 农田残膜
saline-forage 0 盐碱地牧草
blade-coating 0 叶片
veg-fresh 0 保鲜膜
sheep-id 0 羊
mural-climate 0 洞窟`,
  'need-saline-land': `
saline-amend 3 石膏腐植酸造粒条施、当年降碱，正是主诉求
saline-forage 3 耐盐牧草加咸淡水轮灌，需求点名
potato-irrigation 1 灌溉盐分平衡核算的方法可借鉴
desert-mechanism 0 荒漠根系机理
yellow-wetland 0 湿地补水
build-saltcrete 0 抗盐混凝土
sand-barrier 0 沙障
tail-fill 0 充填
yak-whey 0 乳清
veg-waste-digest 0 沼液滴灌`,
  'need-mine-auto': `
mine-truck 3 井下斜坡道无人驾驶与会车，正是主诉求
mine-seismic 3 微震自动处理与岩爆预警，需求点名
mine-vent 3 按人车炮烟调风，需求点名
pit-radar 1 矿山安全监测，露天矿用
loess-slide 0 黄土滑坡
petro-ae 0 反应器声发射
mural-climate 0 洞窟
edge-compute 0 机房
herb-storage 0 储藏
salt-leak 0 储罐`,
  'need-tailings': `
tail-flotation 3 氧化锌再浮选回收六成多，正是主诉求
tail-fill 3 固废胶凝、高浓度自流充填，需求后半句
build-cement 1 固废快硬胶凝材料，可作充填胶凝的参考
nickel-slag 1 也是渣中有价金属再提取，金属与方法不同
saline-amend 0 土壤
battery-li-first 0 电池
rare-earth-polish 0 抛光粉
herb-residue 0 药渣
potato-fibre 0 薯渣
blade-recycle 0 叶片
pv-recycle 0 组件`,
  'need-openpit-slope': `
pit-radar 3 剔除爆破扰动降误报，正是主诉求
loess-slide 2 裂缝光纤与裂隙水联合预警，对应联用诉求，地质为黄土
mine-seismic 1 矿山岩体监测，地下矿用
salt-leak 0 储罐光纤
earthen-grout 0 土遗址
mine-truck 0 运矿车
mine-vent 0 通风
petro-ae 0 声发射
carbon-plan 0 放疗
foil-pinhole 0 铜箔
mural-light3d 0 三维展陈`,
  'need-mural-show': `
mural-spectrum 3 高光谱提线描、分颜料层，正是主诉求
mural-light3d 3 模型轻量化手机实时漫游，需求点名
mural-guide 1 同一洞窟的讲解系统，能接展陈
mural-climate 1 采集时的环境约束，同一遗址
earthen-grout 0 注浆加固
sand-map 0 遥感
foil-pinhole 0 铜箔
carbon-plan 0 放疗
vac-trap 0 捕水器
build-cement 0 水泥`,
  'need-cave-people': `
mural-climate 3 温湿碳监测并算小时承载，正是主诉求
mural-guide 3 票务、讲解器、承载接在一起排程，需求点名
mural-light3d 1 线上看可以分流，间接
mural-spectrum 0 光谱采集
mine-vent 0 矿井通风
herb-storage 0 药材库气味预警
loess-slide 0 滑坡预警
vac-freeze-end 0 冻干
sheep-id 0 羊
earthen-grout 0 加固`,
  'need-gangue-wall': `
build-gangue 3 矸石烧结自保温砌块、余热烘坯，正是主诉求
build-phase 3 黄土基相变砂浆压室温波动，需求点名
build-cement 1 工业固废建材，不解决砌块裂缝
tail-fill 0 矿山充填
earthen-grout 0 土遗址灌浆，用土相近但非墙材
loess-slide 0 滑坡
salt-leak 0 储罐
saline-forage 0 牧草
mural-climate 0 洞窟
vac-rotor 0 转子`,
  'need-salt-concrete': `
build-saltcrete 3 抗盐冻混凝土与阻锈剂，正是主诉求
build-cement 3 两小时通小车的快硬胶凝材料，需求点名
tail-fill 1 矿渣胶凝材料，用途是充填
build-gangue 0 砌块
earthen-grout 0 土遗址
saline-amend 0 土壤
salt-corrosion 0 熔盐，字面相近而已
air-co2 0 碳捕集
chip-sinter 0 芯片
loess-slide 0 滑坡`,
  'own-barley': `
barley-noodle 3 无增筋挤压熟化，青稞占八成、煮八分钟不断，完全对口
potato-fibre 1 可入面点的膳食纤维粉，只是面制品辅料
potato-protein 0 薯蛋白
functional-jujube 0 沙棘饮料
yak-whey 0 乳清
potato-irrigation 0 还田
build-gangue 0 砌块
foil-roller 0 研磨
rare-earth-polish 0 抛光粉
saline-amend 0 土壤
petro-clean 0 换热器`,
  'own-seabuckthorn': `
functional-jujube 3 电渗析减酸保黄酮、籽油微囊货架期十八个月，完全对口
herb-residue 1 亚临界萃取油脂的装备可用于籽油，不解决哈败
yak-whey 1 膜脱盐与减酸手段相近，物料不同
yak-starter 0 发酵剂
veg-fresh 0 保鲜膜
barley-noodle 0 面条
potato-fibre 0 薯渣
sheep-feed 0 羊料
potato-seed 0 种薯
wind-forecast 0 功率预测`,
  'own-pv-retire': `
pv-recycle 3 低温脱胶整片取玻璃、银硅分级回收，完全对口
pv-robot 0 清扫机器人
pv-coating 0 除尘涂层
pv-soiling 0 积灰监测
blade-recycle 1 新能源装备退役回收，同一拆除项目可能碰到
battery-li-first 0 电池回收
battery-sort 0 电池拆解
nickel-slag 0 冶炼渣
rare-earth-polish 0 抛光粉再生
chip-sinter 0 芯片
wind-forecast 0 预测`,
  'own-blade-retire': `
blade-recycle 3 限氧热解回收玻纤进建材，一吨不倒贴，完全对口
blade-coating 1 同为叶片，但是在役修复
blade-inspect 1 同为叶片，在役巡检
build-gangue 1 下游建材厂一类的用户，不处理叶片
pv-recycle 1 新能源装备退役回收，对象是组件
battery-sort 0 电池
nickel-slag 0 渣
resin-nickel 0 除镍树脂，树脂二字相同而已
pv-coating 0 涂层
potato-feed 0 饲料
veg-waste-silage 0 饲料`,
  'own-power-forecast': `
wind-forecast 3 沙尘修正的四小时预测和偏差结算，完全对口
pv-soiling 1 用沙尘预报算积灰，部分数据相通
edge-compute 1 跟随绿电的负荷调度，能消纳偏差，间接
pv-coating 0 涂层
pv-robot 0 清扫
h2-electrode 0 制氢
sand-map 0 固沙
mine-seismic 0 岩爆预警
desert-mechanism 0 机理
vac-bearing 0 轴承
foil-roller 0 研磨`,
  'own-hydrogen': `
h2-electrode 3 镍钼阵列电极耐启停、反向电流不脱落、低贵金属，完全对口
wind-forecast 1 平抑风光波动可减少启停，间接
edge-compute 0 算力负荷调度
foil-additive 0 电解铜箔，字面同有电解
foil-roller 0 研磨
battery-extract 0 萃取
salt-leak 0 储罐
salt-low 0 熔盐
blade-inspect 0 叶片
air-co2 0 碳捕集`,
  'own-salt-freeze': `
salt-low 3 九十二度才凝的四元盐加缓蚀剂，碳钢可用到四百三十度，完全对口
salt-corrosion 1 熔盐管阀防腐，配套问题
salt-leak 1 熔盐储罐检漏，同一系统
petro-clean 0 换热器
build-phase 0 相变砂浆
fine-catalyst 0 离子液体催化剂
veg-precool 0 预冷
wind-forecast 0 预测
petro-ae 0 声发射
pv-coating 0 涂层`,
  'own-data-centre': `
edge-compute 3 间接蒸发冷却加自洁除沙、算力跟绿电走，完全对口
wind-forecast 2 给出风光出力预测，是任务跟着出力走的前提
mine-vent 1 按需通风节能的控制思路，场景不同
build-phase 0 砂浆
vac-trap 0 捕水器
air-co2 0 碳捕集
mural-light3d 0 三维
herb-storage 0 储藏
petro-ae 0 声发射
potato-anaerobic 0 废水`,
  'own-chip': `
chip-sinter 3 自还原铜浆两兆帕氮气烧成，接近银的强度，完全对口
h2-electrode 0 电极
foil-pinhole 0 铜箔检测
foil-additive 0 电解铜箔
rare-earth-polish 0 抛光粉
blade-coating 0 涂层
earthen-grout 0 灌浆
pv-recycle 1 回收的银可作浆料原料，极间接
build-cement 0 水泥
wind-forecast 0 预测`,
  'own-polish': `
rare-earth-polish 3 抛光废浆除杂整形回用八成，完全对口
resin-nickel 0 除镍
battery-extract 0 萃取
nickel-slag 0 渣
pv-recycle 0 组件
blade-recycle 0 叶片
foil-roller 1 研磨抛光工艺，但磨的是辊
yak-whey 0 乳清
pv-coating 0 涂层
air-co2 0 捕集`,
  'own-battery-line': `
battery-sort 3 视觉引导拆解、三秒阻抗挑出可用电芯，完全对口
battery-li-first 1 拆后黑粉提取，后一道工序
battery-extract 1 更后面的萃取工序
foil-pinhole 0 铜箔检测
pv-recycle 0 组件回收
blade-recycle 0 叶片回收
sheep-id 0 羊脸识别
tail-flotation 0 浮选
vac-freeze-end 0 冻干
petro-clean 0 换热器`,
  'own-carbon': `
air-co2 3 促进传递膜加真空脱附、电耗减半、小锅炉可用，完全对口
eco-value 0 生态价值核算
petro-coil 0 换热器
mine-vent 0 通风
salt-low 0 熔盐
edge-compute 0 机房
build-cement 0 水泥
blade-recycle 0 叶片
potato-anaerobic 0 产沼
fine-catalyst 0 烷基化催化剂，同属化工分离反应但不捕碳`,
  'own-tumour': `
carbon-plan 3 呼吸门控与每次剂量复核，对应主诉求的呼吸管理
carbon-phantom 3 国产多层电离室和动态模体，对应剂量质控
tibetan-ointment 0 贴膏
sheep-id 0 羊
vac-bearing 0 分子泵
pit-radar 0 边坡
herb-nir 0 药材
edge-compute 0 机房
eco-value 0 核算
mural-climate 0 洞窟`,
  'own-alkylation': `
fine-catalyst 3 离子液体代硫酸、无废酸外运，完全对口
petro-ae 1 同类装置的在线监测，只关系设备安全
petro-clean 1 炼厂换热器清洗，不关系催化
salt-corrosion 0 熔盐防腐
battery-extract 0 萃取
resin-nickel 0 除镍
air-co2 0 碳捕集
salt-low 0 熔盐
build-saltcrete 0 混凝土
saline-amend 0 石膏改土`,
  'own-gas-slope': `
loess-slide 3 黄土滑坡位移与裂隙水联合、提前半天报警，完全对口
pit-radar 2 边坡雷达形变监测，可用于重点坡段，需爆破外的调整
mine-seismic 1 微震短临预警，岩体用
salt-leak 0 储罐检漏
petro-ae 0 声发射
herb-storage 0 储藏
sheep-id 0 羊
build-phase 0 黄土砂浆，只是同用黄土
tail-fill 0 充填
wind-forecast 0 预测`,
  'own-great-wall': `
earthen-grout 3 料礓石低碱浆液灌缝、强度近老土、表面渗透，完全对口
build-saltcrete 0 抗盐混凝土，正是要避免的硬材料
build-cement 0 快硬水泥，同上
build-phase 0 黄土砂浆，用于保温
loess-slide 1 夯土墙体位移监测可借鉴
mural-spectrum 0 壁画
mural-climate 0 洞窟
mural-light3d 0 三维
tail-fill 0 充填
blade-coating 0 叶片涂层`,
};

export interface Judgement {
  readonly candidate: string;
  readonly grade: 0 | 1 | 2 | 3;
  readonly reason: string;
}

export const readJudgements = (lines: string): Judgement[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [, candidate = '', grade = '', reason = ''] = /^(\S+) ([0-3]) (\S.*)$/.exec(line.trim()) ?? [];
      return { candidate, grade: Number(grade) as Judgement['grade'], reason };
    });
