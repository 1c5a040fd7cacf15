import type { Bilingual } from '#contract/language.ts';

/** Words of the members' file. */
export const memberTexts = {
  'members.title': { zh: '会员', en: 'Members' },
  'members.notYours': { zh: '会员资料有专人管理', en: 'Members are not yours to see' },
  'members.notYours.do': {
    zh: '请有“管理会员资料”权限的人在收银台登录。',
    en: 'Somebody with the right to manage members has to sign in at the till.',
  },
  'members.search': { zh: '姓名、会员号或手机号的一部分', en: 'Part of a name, code or phone number' },
  'members.none': { zh: '没有符合的会员。', en: 'No member fits.' },
  'members.more': { zh: '还有更多，请输入得更具体。', en: 'There are more; type more of it.' },
  'members.new': { zh: '新会员', en: 'New member' },
  'members.import': { zh: '导入会员', en: 'Import members' },
  'members.import.hint': {
    zh: '第一行是列名：姓名、会员号、手机号、称呼、等级、标签、入会日期、在用。要有姓名，以及会员号或手机号；没有会员号的给一个。',
    en: 'The first row names the columns: name, code, phone, title, level, tags, joined, active. A name is needed, and a code or phone number; who has no code gets one.',
  },
  'members.import.existing': { zh: '已经在册的会员', en: 'Members who are there already' },
  'members.import.skip': { zh: '已有的不动', en: 'Leave as they are' },
  'members.import.update': { zh: '已有的更新', en: 'Update' },
  'members.name': { zh: '姓名', en: 'Name' },
  'members.titleOf': { zh: '称呼', en: 'Title' },
  'members.titleOf.ms': { zh: '女士', en: 'Ms' },
  'members.titleOf.mr': { zh: '先生', en: 'Mr' },
  'members.titleOf.none': { zh: '不称呼', en: 'None' },
  'members.code': { zh: '会员号（卡上或手机上的码，至少一个字母）', en: 'Code on the card or phone (with at least one letter)' },
  'members.phone': { zh: '手机号（可不填）', en: 'Mobile number (optional)' },
  'members.level': { zh: '等级', en: 'Level' },
  'members.tags': { zh: '标签，逗号隔开', en: 'Tags, commas between' },
  'members.active': { zh: '在用', en: 'In use' },
  'members.inactive': { zh: '已停用', en: 'Not in use' },
  'members.joined': { zh: '{date} 入会', en: 'Joined {date}' },
  'members.save': { zh: '保存', en: 'Save' },
  'members.saved': { zh: '已保存', en: 'Saved' },
  'members.forget': { zh: '忘记这位会员', en: 'Forget this member' },
  'members.forget.body': {
    zh: '姓名、手机号、会员号和标签都会从会员资料里抹去，不能恢复；卖过的单据不变。旧备份里还有，直到它们过期。',
    en: 'Name, phone number, code and tags are taken out of the file for good; what was sold stays. Older backups keep them until they expire.',
  },
  'members.forget.do': { zh: '抹去', en: 'Take out' },
  'members.wrong.name': { zh: '请写姓名。', en: 'Write the name.' },
  'members.wrong.code': {
    zh: '会员号用 4 到 32 个大写字母、数字和 -，至少一个字母。',
    en: '4 to 32 capital letters, digits and -, at least one letter.',
  },
  'members.wrong.phone': {
    zh: '手机号是 11 位数字，或以 + 和国家代码开头。',
    en: 'A mobile number of 11 digits, or one that begins with + and the country code.',
  },
  'members.wrong.tags': { zh: '最多 10 个标签，每个 20 个字以内。', en: 'At most 10 tags of 20 characters.' },
} as const satisfies Record<string, Bilingual>;
