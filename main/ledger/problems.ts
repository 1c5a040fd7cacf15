import type { Bilingual } from '#contract/language.ts';

/** What can be wrong with an entry or the file; the words for people are in `problemTexts`. */
export type Problem =
  | 'missing'
  | 'changed'
  | 'reordered'
  | 'inserted'
  | 'unsigned'
  | 'unreadable'
  | 'signature_wrong'
  | 'closing_differs'
  | 'row_differs'
  | 'number_gap'
  | 'name_differs'
  | 'postings_differ'
  | 'unbalanced'
  | 'movements_differ'
  | 'print_jobs_differ'
  | 'outbox_missing'
  | 'date_differs'
  | 'counter_differs'
  | 'surplus_rows'
  | 'witness_differs'
  | 'guard_missing'
  | 'damaged';

export const problemTexts: Readonly<Record<Problem, Bilingual>> = {
  missing: { zh: '这一条被删除', en: 'this entry was removed' },
  changed: { zh: '内容被改动过，与散列链不符', en: 'the content was changed: it does not match the hash chain' },
  reordered: { zh: '这一条被调换了位置', en: 'this entry was put in another place' },
  inserted: { zh: '这里被插入了一条', en: 'an entry was inserted here' },
  unreadable: { zh: '正文读不懂', en: 'its body cannot be read' },
  unsigned: { zh: '这一条没有签名', en: 'this entry is not signed' },
  signature_wrong: {
    zh: '签名不是本机的：内容被改动过，散列链被重算',
    en: "the signature is not this terminal's: the content was changed and the chain computed anew",
  },
  closing_differs: { zh: '结账数字与其期间的记录不符', en: 'the closing differs from the entries of its period' },
  row_differs: { zh: '行里的列与正文不一致', en: 'the columns of the row differ from its body' },
  number_gap: { zh: '单号不连续', en: 'the number does not follow the one before' },
  name_differs: { zh: '门店、机号或期次与登记不符', en: 'store, terminal or epoch differ from the register' },
  postings_differ: { zh: '分录与正文不一致', en: 'the postings differ from the body' },
  unbalanced: { zh: '分录借贷不平', en: 'the postings do not sum to zero' },
  movements_differ: { zh: '库存变动与正文不一致', en: 'the stock movements differ from the body' },
  print_jobs_differ: { zh: '打印任务缺失或不一致', en: 'print jobs are missing or differ from the body' },
  outbox_missing: { zh: '没有上传总部的登记', en: 'the row for head office is missing' },
  date_differs: { zh: '营业日索引不符', en: 'the index of business dates is wrong' },
  counter_differs: { zh: '编号计数不符', en: 'a noted counter is wrong' },
  surplus_rows: { zh: '有不属于任何记录的行', en: 'there are rows that belong to no entry' },
  witness_differs: {
    zh: '与见证文件不符：末尾记录丢失，或换回了旧文件',
    en: 'it differs from the witness: the last entries are lost or an old file was put back',
  },
  guard_missing: { zh: '防改触发器被删除', en: 'the guards against changes were removed' },
  damaged: { zh: '数据库文件损坏', en: 'the database file is damaged' },
};
