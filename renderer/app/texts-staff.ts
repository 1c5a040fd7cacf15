import type { UnusualKind } from '#contract/audit.ts';
import type { Bilingual } from '#contract/language.ts';

const kinds = {
  'acts.kind.drawer': { zh: '不收款开钱箱', en: 'Drawer without a sale' },
  'acts.kind.line_void': { zh: '删商品、减数量', en: 'Item removed or lowered' },
  'acts.kind.sale_void': { zh: '清空购物篮', en: 'Basket cleared' },
  'acts.kind.void_tendered': { zh: '开始收款后又删', en: 'Voided after payment began' },
  'acts.kind.price_change': { zh: '改价', en: 'Price changed' },
  'acts.kind.discount': { zh: '手工打折', en: 'Discount by hand' },
  'acts.kind.gift': { zh: '送赠品', en: 'Present given' },
  'acts.kind.refund': { zh: '退货', en: 'Refund' },
  'acts.kind.reprint': { zh: '补打小票', en: 'Receipt printed again' },
  'acts.kind.override': { zh: '当场授权', en: 'Leave given' },
  'acts.kind.pin_locked': { zh: '密码多次输错', en: 'PIN refused too often' },
  'acts.kind.pin_reset': { zh: '命令行重设密码', en: 'PIN reset by command' },
  'acts.kind.rights_changed': { zh: '改权限', en: 'Rights changed' },
  'acts.kind.clock_step': { zh: '电脑时间跳动', en: 'Clock was changed' },
} as const satisfies Record<`acts.kind.${UnusualKind}`, Bilingual>;

/** The words of the page on who works here, and of the unusual acts. */
export const staffTexts = {
  ...kinds,
  'acts.title': { zh: '异常操作', en: 'Unusual acts' },
  'acts.counts': { zh: '谁做了几次', en: 'Who did it how often' },
  'acts.none': { zh: '这一天没有。', en: 'None on this day.' },
  'acts.noneFound': { zh: '没有符合的记录。', en: 'Nothing matches.' },
  'acts.nobody': { zh: '没有登录的人', en: 'Nobody signed in' },
  'acts.times': { zh: '{count} 次', en: '{count}×' },
  'acts.many': { zh: '达到 {limit} 次，建议问一下', en: '{limit} or more, worth asking' },
  'acts.day': { zh: '营业日', en: 'Business day' },
  'acts.time': { zh: '时间', en: 'Time' },
  'acts.kind': { zh: '操作', en: 'Act' },
  'acts.person': { zh: '人员', en: 'Person' },
  'acts.detail': { zh: '说明', en: 'Detail' },
  'acts.amount': { zh: '金额', en: 'Amount' },
  'acts.by': { zh: '{name} 授权', en: 'leave by {name}' },
  'acts.all': { zh: '全部', en: 'All' },
  'acts.more': { zh: '更早的', en: 'Earlier ones' },
  'acts.export': { zh: '导出表格', en: 'Export' },
  'acts.exported': { zh: '已存到收银主机：{file}', en: "Saved on the station's machine: {file}" },

  'staff.title': { zh: '人员和权限', en: 'People and rights' },
  'staff.loading': { zh: '正在取人员名单', en: 'Fetching the people' },
  'staff.lostHint': { zh: '恢复后再改。', en: 'Change things once it is back.' },
  'staff.locked': {
    zh: '请可以管理人员的人登录，登录后由他收银。',
    en: 'Someone who may manage people signs in, and is at the till from then on.',
  },

  'staff.first': { zh: '建立店主账号', en: 'Create the owner' },
  'staff.first.now': {
    zh: '现在谁都可以用这台收银机做任何事，小票和账本里没有收银员的名字。',
    en: 'Right now anybody may do anything at this till, and neither receipts nor the ledger name a cashier.',
  },
  'staff.first.then': {
    zh: '建立店主账号后，收银台会锁上，每个人用自己的编号和密码登录；店主再添加其他人。',
    en: 'Once there is an owner the till locks itself, and everybody signs in with a number and a PIN of their own. The owner then adds the others.',
  },
  'staff.first.keep': {
    zh: '记好店主密码。忘了，只能在这台电脑上关掉收银程序，用命令 guitai staff reset-pin 重设。',
    en: 'Keep the PIN of the owner. If it is lost, it can only be set anew on this computer with the station stopped: guitai staff reset-pin.',
  },
  'staff.first.do': { zh: '建立店主账号', en: 'Create the owner' },

  'staff.people': { zh: '人员', en: 'People' },
  'staff.add': { zh: '添加人员', en: 'Add a person' },
  'staff.change': { zh: '修改', en: 'Change' },
  'staff.change.of': { zh: '修改 {name}', en: 'Change {name}' },
  'staff.save': { zh: '保存', en: 'Save' },
  'staff.code': { zh: '编号', en: 'Number' },
  'staff.name': { zh: '姓名', en: 'Name' },
  'staff.role': { zh: '角色', en: 'Role' },
  'staff.state': { zh: '状态', en: 'State' },
  'staff.state.active': { zh: '在用', en: 'Active' },
  'staff.state.left': { zh: '已停用', en: 'Inactive' },
  'staff.active': { zh: '在用（去掉就不能再登录，账本里的记录都在）', en: 'Active (without it no sign-in; the records stay)' },
  'staff.pin': { zh: '密码（4 到 12 位数字）', en: 'PIN (4 to 12 digits)' },
  'staff.pin.new': { zh: '新密码（不改就空着）', en: 'New PIN (leave empty to keep it)' },
  'staff.pin.again': { zh: '再输一遍密码', en: 'PIN once more' },

  'staff.why.code': { zh: '编号是 1 到 6 位数字。', en: 'A number has 1 to 6 digits.' },
  'staff.why.name': { zh: '请写姓名，最多 40 个字。', en: 'Give a name of at most 40 characters.' },
  'staff.why.pin': { zh: '密码是 4 到 12 位数字。', en: 'A PIN has 4 to 12 digits.' },
  'staff.why.guessable': {
    zh: '这个密码太好猜（1111、1234），换一个。',
    en: 'Everybody tries such a PIN first (1111, 1234). Take another.',
  },
  'staff.why.pinAgain': { zh: '两遍密码不一样。', en: 'The two PINs differ.' },

  'staff.rights': { zh: '权限', en: 'Rights' },
  'staff.rights.how': { zh: '勾上就能做，改完马上生效', en: 'a mark takes effect at once' },
  'staff.right': { zh: '可以做什么', en: 'May do' },
  'staff.right.of': { zh: '{role}可以：{right}', en: '{role} may: {right}' },
} as const satisfies Record<string, Bilingual>;
