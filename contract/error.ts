import { z } from 'zod';
import type { Bilingual, Language } from './language.ts';

/**
 * Every error that may cross a boundary: what happened, what was kept safe, what to do now.
 * `{name}` is filled from the error's details.
 */
export const errorTexts = {
  bad_input: { zh: '输入有误：{reason}。没有改动任何数据。', en: 'Not accepted: {reason}. Nothing was changed.' },
  forbidden: { zh: '这个窗口无权这样做。', en: 'This window may not do that.' },
  unknown_procedure: { zh: '程序版本不一致，请刷新页面。', en: 'The page and the station do not match, please reload.' },
  internal: { zh: '内部错误，已记入日志。已保存的销售不受影响。', en: 'Internal error, logged. Saved sales are safe.' },
  disconnected: {
    zh: '与收银主机的连接断开，正在重连。购物篮已保存。',
    en: 'Connection to the station lost, reconnecting. The basket is saved.',
  },
  no_answer: {
    zh: '收银主机没有回答，不知道是否完成。先看屏幕上的结果，没有做成再按一次。',
    en: 'The station did not answer, so the outcome is unknown. Look at the screen, and press again only if it was not done.',
  },
  too_busy: { zh: '操作太快，请稍候再试。', en: 'Too many requests, please wait a moment.' },
  safe_mode: {
    zh: '设置有错，收银已停用。请按屏幕提示改正 settings.json。',
    en: 'The settings are wrong and selling is stopped. Correct settings.json as shown.',
  },
  request_conflict: { zh: '同一操作编号对应了不同内容，未执行。', en: 'The same request id came with other content; not done.' },
  product_unknown: { zh: '没有这个商品：{code}', en: 'No such product: {code}' },
  product_inactive: { zh: '{name} 已停售。', en: '{name} is no longer sold.' },
  product_expired: {
    zh: '{name} 已过期（{expiry}），不能销售。请拿出购物篮，从货架撤下。',
    en: '{name} expired on {expiry} and may not be sold. Take it out of the basket and off the shelf.',
  },
  price_bounds: {
    zh: '{name} 的价格要在 {min} 到 {max} 之间，没有加入购物篮。',
    en: 'The price of {name} must be from {min} to {max}; it was not added.',
  },
  serial_sold: {
    zh: '序列号 {serial} 的 {name} 已经卖出（{receipt}），没有收款。请拿出购物篮，核对是不是这一件。',
    en: 'Serial number {serial} of {name} is already sold ({receipt}); nothing was paid. Take it out and check whether it is this piece.',
  },
  serial_void: {
    zh: '序列号 {serial} 的 {name} 是退回的残损品，没有收款。请拿出购物篮。',
    en: 'Serial number {serial} of {name} came back damaged; nothing was paid. Take it out of the basket.',
  },
  serial_unknown: {
    zh: '店里没有序列号 {serial} 的 {name}，没有收款。请拿出购物篮，核对来源。',
    en: 'The shop knows no serial number {serial} of {name}; nothing was paid. Take it out and check where it is from.',
  },
  serial_back: {
    zh: '序列号 {serial} 的 {name} 不算卖给这位顾客：没有卖出、已经退回，或后来卖给了别人。没有退款。',
    en: 'Serial number {serial} of {name} does not count as sold to this customer: never sold, back already, or sold to somebody else since. Nothing was paid back.',
  },
  stock_short: {
    zh: '{name} 库存 {left}，购物篮里要 {wanted}，没有收款。减少数量，或先盘点更正库存。',
    en: '{left} of {name} on hand, {wanted} in the basket; nothing was paid. Lower the quantity, or correct the stock first.',
  },
  stock_of_pieces: {
    zh: '{name} 的库存按里面的单件（{sku}）算，请盘点单件。没有改动。',
    en: 'The stock of {name} is that of the pieces inside ({sku}): count those. Nothing was changed.',
  },
  line_follows: {
    zh: '押金的数量跟着商品走，请改商品那一行。',
    en: 'A deposit has the quantity of its article: change that line.',
  },
  variant_foreign: {
    zh: '{name} 不是这一款的尺码或颜色，没有换。',
    en: '{name} is no size or colour of this style; nothing was swapped.',
  },
  serial_taken: {
    zh: '序列号 {serial} 的 {name} 已在购物篮里，同一件不重复计价。',
    en: 'Serial number {serial} of {name} is already in the basket; the same piece is not charged twice.',
  },
  serial_single: {
    zh: '{name} 带序列号，一件一行。再卖一件请扫它自己的码。',
    en: '{name} carries a serial number, one piece a line. Scan the next piece for itself.',
  },
  label_currency: {
    zh: '标签上的价格不是人民币（货币代码 {currency}），没有加入购物篮。请手工选商品。',
    en: 'The price on the label is not in yuan (currency {currency}); it was not added. Choose the product by hand.',
  },
  command_unknown: {
    zh: '这张功能条码（{code}）本机不认识，请打印一张新的功能条码表。',
    en: 'This till does not know the function barcode {code}. Print a new sheet of function barcodes.',
  },
  command_not_now: {
    zh: '现在不能用这张功能条码。先完成或关闭眼前的这一步。',
    en: 'This function barcode does nothing here. Finish or close what is open first.',
  },
  barcode_invalid: { zh: '条码读取不完整，请重扫。', en: 'The barcode was not read whole, please scan again.' },
  label_empty: {
    zh: '标签上的金额是 0，{name} 没有加入购物篮。请重新称重贴标。',
    en: 'The label says 0.00; {name} was not added. Weigh and label it again.',
  },
  payment_code: {
    zh: '这是付款码，不是商品条码。没有保存它。',
    en: 'That is a payment code, not a product. It was not kept.',
  },
  barcode_taken: { zh: '条码 {code} 已属于 {name}。', en: 'Barcode {code} already belongs to {name}.' },
  list_unreadable: {
    zh: '这张手机清单读不懂，没有加入任何商品。请顾客更新清单，或逐件扫描。',
    en: 'This list cannot be read; nothing was added. Ask the customer to renew it, or scan the goods.',
  },
  line_unknown: { zh: '这一行已经不在购物篮里。', en: 'This line is no longer in the basket.' },
  quantity_invalid: { zh: '数量要在 0.001 到 99999 之间。', en: 'Quantity must be between 0.001 and 99999.' },
  quantity_whole: { zh: '{name} 按件卖，数量要是整数。', en: '{name} is sold by piece, the quantity must be whole.' },
  line_fixed: { zh: '秤签商品的数量和金额以标签为准。', en: 'A scale label fixes its quantity and amount.' },
  line_weighed: {
    zh: '这一行的重量来自秤，不能改。要改就删掉这行，重新称。',
    en: 'The scale gave the weight of this line. To change it, remove the line and weigh again.',
  },
  scale_missing: {
    zh: '这台收银机没有接秤，没有加入购物篮。请手工输入重量。',
    en: 'This till has no scale; nothing was added. Type the weight.',
  },
  scale_not_ready: {
    zh: '秤没有回应，没有加入购物篮。检查秤的电源和连线，或手工输入重量。',
    en: 'The scale does not answer; nothing was added. Check its power and cable, or type the weight.',
  },
  weight_unstable: {
    zh: '还没有称稳，没有加入购物篮。等重量稳定再按一次。',
    en: 'The weight has not settled; nothing was added. Wait for it and press again.',
  },
  weight_zero: { zh: '秤上没有东西，没有加入购物篮。', en: 'Nothing lies on the scale; nothing was added.' },
  weight_under_zero: {
    zh: '重量是负数，没有加入购物篮。清空秤盘后归零，或取消去皮，再称。',
    en: 'The weight is below zero; nothing was added. Empty the pan, set it to zero or end the tare, and weigh again.',
  },
  weight_over: {
    zh: '超过秤的量程，没有加入购物篮。请分几次称。',
    en: 'More than the scale can carry; nothing was added. Weigh it in parts.',
  },
  weight_taken: {
    zh: '秤上这一份已经算过，没有再加。先拿下来，再称下一份。',
    en: 'What lies on the scale is already sold; it was not added again. Take it off before the next one.',
  },
  weighing_open: {
    zh: '{name} 还在称重。按 Enter 加入，或按 Esc 取消，再收款。',
    en: '{name} is still being weighed. Press Enter to add it or Esc to give it up, then take payment.',
  },
  weighing_ended: {
    zh: '{name} 已经不在称重，没有加入购物篮。要卖就再选一次。',
    en: '{name} is no longer being weighed; it was not added. Choose it again to sell it.',
  },
  weight_limit: {
    zh: '{name} 手输的重量超过 {max}，请检查小数点。',
    en: 'The weight typed for {name} is over {max}; check the decimal point.',
  },
  basket_full: { zh: '一单最多 {max} 行。', en: 'A sale has at most {max} lines.' },
  basket_empty: { zh: '购物篮是空的，先扫商品。', en: 'The basket is empty, scan a product first.' },
  basket_locked: { zh: '正在收款。按 Esc 返回购物篮再加商品。', en: 'Taking payment. Press Esc to go back to the basket first.' },
  basket_changed: { zh: '购物篮刚才变了，请核对金额再收款。', en: 'The basket has just changed, check the total and pay again.' },
  basket_paid: { zh: '这一单已经收过款，单号 {receiptNumber}。', en: 'This basket is already paid, receipt {receiptNumber}.' },
  amount_too_large: { zh: '金额超过上限 {max}。', en: 'The amount is over the limit of {max}.' },
  tender_short: { zh: '还差 {missing}。', en: '{missing} short.' },
  discount_too_large: { zh: '最多能减 {max}，没有改动。', en: 'At most {max} can be taken off; nothing was changed.' },
  coupon_missing: { zh: '这张券不在这一单里。', en: 'This coupon is not in the sale.' },
  coupon_twice: { zh: '这张券已经在这一单里。', en: 'This coupon is already in the sale.' },
  coupons_too_many: { zh: '一单最多用 {max} 张券，没有加上。', en: 'A sale takes at most {max} coupons; it was not added.' },
  offers_too_many: {
    zh: '一单最多指定 {max} 个优惠，没有改动。',
    en: 'At most {max} offers can be chosen in one sale; nothing was changed.',
  },
  nothing_to_undo: { zh: '没有可撤销的操作。', en: 'Nothing to undo.' },
  sale_unknown: { zh: '没有找到这张小票：{receipt}', en: 'No such receipt: {receipt}' },
  refund_too_many: {
    zh: '{name} 最多还能退 {left}，没有退款。',
    en: 'At most {left} of {name} can still be returned; nothing was refunded.',
  },
  refund_at_once: {
    zh: '{name} 剩下的要一次退完，没有退款。',
    en: 'What is left of {name} goes back at once; nothing was refunded.',
  },
  refund_changed: {
    zh: '这张小票刚才又退过货，金额变了，没有退款。请核对后再退。',
    en: 'This receipt has just been refunded elsewhere and the amount differs; nothing was refunded. Check it and try again.',
  },
  refund_late: {
    zh: '{receipt} 已过 {days} 天的退货期，没有退款。有权限的人可以按过期退货办理。',
    en: 'The {days} days for returning {receipt} are over; nothing was refunded. Someone who may can take it back late.',
  },
  refund_price_over: {
    zh: '{name} 最多退 {max}，没有退款。',
    en: 'At most {max} can be given back for {name}; nothing was refunded.',
  },
  refund_cap: {
    zh: '没有小票最多退 {max}，没有退款。',
    en: 'At most {max} is refunded without a receipt; nothing was refunded.',
  },
  refund_not_voidable: {
    zh: '只有当天的、没有退过货的销售可以作废，没有改动。',
    en: 'Only a sale of today of which nothing came back can be voided; nothing was changed.',
  },
  print_job_unknown: { zh: '没有这个打印任务。', en: 'No such print job.' },
  print_job_settled: { zh: '这个打印任务已经处理过。', en: 'This print job is already settled.' },
  label_unavailable: {
    zh: '标签数据 labels.db 打不开，不能打标签；收银不受影响。找店长查看日志。',
    en: 'The label file labels.db cannot be opened, so no labels; selling is not affected. Ask the manager to look at the log.',
  },
  label_not_saved: {
    zh: '标签任务没有保存下来，没有打印。先清理磁盘再试。',
    en: 'The label job could not be saved; nothing was printed. Free some disk space and try again.',
  },
  label_too_many: { zh: '一次最多 {max} 张标签，请分几次打。', en: 'At most {max} labels at once, please split the order.' },
  label_job_unknown: { zh: '没有这个标签任务。', en: 'No such label job.' },
  label_no_code: {
    zh: '{name} 没有条码，货号也不能做成码，打不了一物一码。先给它一个条码。',
    en: '{name} has no barcode and its SKU cannot be a code: give it a barcode first.',
  },
  label_misfit: {
    zh: '{what} 放不进这种标签，没有打印。换大一点的标签，或改短条码。',
    en: '{what} does not fit on this label; nothing was printed. Take a larger label, or a shorter code.',
  },
  device_unknown: { zh: '没有配置这个设备：{device}', en: 'No such device: {device}' },
  device_not_ready: { zh: '{device} 没有就绪，检查电源和连线。', en: '{device} is not ready, check power and cable.' },
  device_path: {
    zh: '{path} 不是设备。Linux 写 /dev/ 下面的名字，Windows 写 COM3 这样的端口。',
    en: '{path} is no device. On Linux give a name under /dev/, on Windows a port such as COM3.',
  },
  address_public: {
    zh: '{host} 不是店里网络的地址，没有去找。',
    en: '{host} is not an address of the local network; it was not asked.',
  },
  settings_changed: {
    zh: '设置刚才在别处改过，这里的改动没有保存。看一眼现在的设置，再改一次。',
    en: 'The settings have just been changed elsewhere; this change was not saved. Look at them as they are now, then change them again.',
  },
  settings_refused: {
    zh: '没有保存，设置没有变：{key} 应为 {allowed}',
    en: 'Not saved, the settings are as before: {key} must be {allowed}',
  },
  setup_busy: {
    zh: '正在试另一台设备，请等它结束。',
    en: 'Another device is being tried, please wait for it to end.',
  },
  drawer_stuck: {
    zh: '已给钱箱发出开启信号，钱箱没有弹开。用钥匙打开，检查锁和连线。',
    en: 'The drawer got its pulse and did not open. Open it with the key, then check lock and cable.',
  },
  ledger_full: {
    zh: '磁盘满了，这一单没有保存，也没有收款记录。清理磁盘后再收款，购物篮还在。',
    en: 'The disk is full, this sale was not saved. Free some space and pay again, the basket is kept.',
  },
  disk_full: {
    zh: '磁盘快满了，不能开始新的一单。清理磁盘后自动恢复，收过的款都在。',
    en: 'The disk is nearly full, so no new sale is begun. It goes on by itself once space is freed; everything paid is kept.',
  },
  ledger_failed: {
    zh: '账本写入失败，结果未知。请不要重复收款：先看屏幕上的结果，不恢复就重启本机核对。',
    en: 'Writing the ledger failed and the outcome is unknown. Do not take the money twice: look at the screen, restart if it does not come back.',
  },
  ledger_readonly: {
    zh: '磁盘两次写入失败，账本现在只能看，不能收款。已保存的销售都在。请换磁盘，再从备份恢复。',
    en: 'The disk failed twice: the ledger can be looked at, but nothing is sold. Saved sales are safe. Replace the disk, then restore a backup.',
  },
  ledger_damaged: {
    zh: '账本损坏，第 {entry} 条起不能相信（{problem}）。已停止销售，损坏的文件已留底。请恢复最新备份。',
    en: 'The ledger is damaged from entry {entry} on ({problem}). Selling is stopped and the damaged files are kept aside: restore the newest backup.',
  },
  ledger_newer: {
    zh: '账本由更新的版本 ({found}) 写成，本程序只认识 {known}。请升级程序。',
    en: 'The ledger was written by a newer version ({found}); this program knows {known}. Please upgrade.',
  },
  ledger_older: {
    zh: '账本还是旧版本 ({found})，本程序需要 {known}。先启动一次收银程序完成升级，再执行此命令。',
    en: 'The ledger is of an older version ({found}), this program needs {known}. Start the station once to upgrade it, then run this again.',
  },
  ledger_foreign: {
    zh: '{file} 不是本程序的数据文件，没有改动它。',
    en: '{file} is not a file of this program; it was not touched.',
  },
  ledger_behind: {
    zh: '账本少了已经记过的账：见证记录到第 {witness} 条，账本只到第 {head} 条或内容不同。已停止销售。请用最新备份恢复，或联系技术支持。',
    en: 'The ledger lacks entries it once held: the witness saw entry {witness}, the ledger ends at {head} or differs. Selling is stopped: restore the newest backup or call support.',
  },
  backup_damaged: {
    zh: '备份 {file} 不完整或被改动过，没有使用它。请换一个备份。',
    en: 'The backup {file} is incomplete or was changed; it was not used. Take another one.',
  },
  backup_missing: {
    zh: '没有可用的备份：{place}。插上备份盘，或指定备份文件夹。',
    en: 'There is no backup to use: {place}. Connect the backup medium, or name the folder of a backup.',
  },
  backup_running: {
    zh: '正在备份或恢复，请等它结束。',
    en: 'A backup or restore is in progress, please wait for it to end.',
  },
  backup_failed: {
    zh: '备份没有做成：{cause}。销售照常，以前的备份都在。',
    en: 'The backup was not made: {cause}. Selling goes on, earlier backups are kept.',
  },
  key_failed: {
    zh: '签名密钥无法保存到 {folder}（{cause}），已停止销售，账本没有改动。检查磁盘空间和文件夹权限，再重新启动。',
    en: 'The signing key cannot be saved in {folder} ({cause}). Selling is stopped, the ledger is unchanged: check disk space and the rights of the folder, then start again.',
  },
  ledger_busy: { zh: '账本正被另一个程序使用：{file}', en: 'The ledger is in use by another program: {file}' },
  till_locked: { zh: '收银台已锁，请先登录。购物篮还在。', en: 'The till is locked, please sign in. The basket is kept.' },
  pin_wrong: { zh: '编号或密码不对，还可以试 {left} 次。', en: 'Number or PIN is wrong, {left} tries left.' },
  pin_locked: { zh: '输错太多次，请 {seconds} 秒后再试。', en: 'Too many wrong tries, wait {seconds} seconds.' },
  right_missing: { zh: '没有这项权限。可请有权限的人当场授权。', en: 'You may not do this. Someone who may can allow it on the spot.' },
  override_self: { zh: '要由另一个人授权。', en: 'Another person must allow this.' },
  staff_unknown: { zh: '没有这个人员。', en: 'No such person.' },
  staff_code_taken: { zh: '编号 {code} 已经有人用了。', en: 'Number {code} is taken.' },
  hold_unknown: {
    zh: '挂单 {number} 已经取走或作废。',
    en: 'Held basket {number} was taken back or discarded.',
  },
  hold_full: {
    zh: '最多挂 {max} 单，购物篮还在。请先取回或作废几单。',
    en: 'At most {max} baskets can be held; this one stays open. Take some back or discard them first.',
  },
  hold_elsewhere: {
    zh: '这一单挂在 {terminal} 号收银台，请到那里取。',
    en: 'This basket is held at till {terminal}; take it back there.',
  },
  hold_basket_open: {
    zh: '购物篮里还有商品，没有取回。先收款或挂单，再扫一次。',
    en: 'There are goods in the basket, so nothing was taken back. Finish or hold them first, then scan again.',
  },
  split_all: {
    zh: '不能把全部商品都分出去，要留下一些。',
    en: 'Not all of the goods can be split off, some must stay.',
  },
  tender_unknown: { zh: '本店没有设置这种收款方式，没有收。', en: 'The shop does not take this tender; nothing was taken.' },
  tender_limit: {
    zh: '这种方式一单最多收 {max}，还能收 {left}，这笔没有收。',
    en: 'At most {max} of one sale in this way, {left} more is possible; nothing was taken.',
  },
  tender_rate: {
    zh: '本店汇率是 {rate}，这笔外币值 {amount}，没有收。请再输一次金额。',
    en: "The shop's rate is {rate}, so this is worth {amount}; nothing was taken. Type the amount again.",
  },
  tender_over: {
    zh: '多了 {over}。只有现金能找零，请改成不超过应收的金额。',
    en: '{over} too much. Only cash gives change, so take no more than is due.',
  },
  tenders_too_many: { zh: '一单最多用 {max} 种收款方式。', en: 'At most {max} tenders on one sale.' },
  tender_taken: {
    zh: '这一单已经收了 {amount}，先撤回收款，再清空或作废。',
    en: '{amount} was taken for this sale. Take the payment back first, then clear or discard it.',
  },
  voucher_value: { zh: '这张券只值 {value}。', en: 'This voucher is worth only {value}.' },
  voucher_taken: { zh: '券 {number} 已经用过，没有收。', en: 'Voucher {number} has been used; it was not taken.' },
  member_unknown: { zh: '没有这位会员。', en: 'No such member.' },
  member_code_taken: { zh: '会员号 {code} 已经有人用了，没有保存。', en: 'Member code {code} is taken; nothing was saved.' },
  member_phone_taken: {
    zh: '手机号 {phone} 已经属于另一位会员，没有保存。',
    en: 'The phone number {phone} belongs to another member; nothing was saved.',
  },
  order_customer: {
    zh: '预订要有姓名和电话，或先选会员。没有保存。',
    en: 'An order needs a name and a phone number, or a member. Nothing was saved.',
  },
  order_past: { zh: '取货日期已经过了，没有保存。', en: 'The day it is wanted on is past; nothing was saved.' },
  order_deposit_over: { zh: '定金最多是合计 {max}，没有保存。', en: 'A deposit is at most the total, {max}; nothing was saved.' },
  order_full: {
    zh: '未取的预订单已有 {max} 张，没有保存。先处理旧的。',
    en: '{max} orders are open; this one was not saved. Settle some of them first.',
  },
  order_alone: {
    zh: '这一单是预订单，不能和别的单合并、拆分或换货。先放回预订单，或先收完款。',
    en: 'This basket belongs to an order and cannot be merged, split or exchanged. Put it back or finish it first.',
  },
  order_unknown: { zh: '没有这张预订单。', en: 'No such order.' },
  order_over: { zh: '预订单 {code} 已经取货或取消，没有改动。', en: 'Order {code} was collected or cancelled; nothing was changed.' },
  order_elsewhere: {
    zh: '这张预订单是 {terminal} 号收银台收的定金，请到那里取货。',
    en: 'This order was placed at till {terminal}. Its goods are handed over there.',
  },
  order_basket_open: {
    zh: '购物篮里还有别的商品。先结账或挂单，再取预订单。',
    en: 'There are other goods in the basket. Finish or hold them first, then take the order.',
  },
  order_put_back: {
    zh: '这是预订单 {code} 的商品。不取了就按“放回预订单”；不要了就在预订单里取消。',
    en: 'These are the goods of order {code}. Put them back into the order, or cancel it in the list of orders.',
  },
  order_line_fixed: {
    zh: '{name} 按预订时谈好的数量和价格。要改就先按“按今天的价格”，或整行删除。',
    en: '{name} has the quantity and price agreed. Take the prices of today first, or remove the line.',
  },
  order_keep_over: { zh: '最多扣下定金 {max}，没有取消。', en: 'At most the deposit, {max}, can be kept; nothing was cancelled.' },
  order_collecting: {
    zh: '预订单 {code} 正在取货。先放回，再改或取消。',
    en: 'Order {code} is being handed over. Put it back first.',
  },
  order_deposit_stays: {
    zh: '定金跟着预订单走，不能单独撤回。',
    en: 'The deposit belongs to the order and cannot be taken out by itself.',
  },
  order_placing: {
    zh: '这一单正在做预订，先收定金，或取消预订再收款。',
    en: 'This basket is becoming an order: take the deposit, or give the order up first.',
  },
  staff_owner_needed: { zh: '至少要有一位在用的店主账号。', en: 'There must be at least one active owner.' },
  shift_needed: {
    zh: '还没有开班，不能收款，购物篮还在。请先点数备用金开班。',
    en: 'No shift is open, so no money can be taken; the basket is kept. Count the float and open the shift first.',
  },
  shift_already_open: {
    zh: '这台收银机已经开班。先交班，再开下一班。',
    en: 'This till already has an open shift. Close it before the next one.',
  },
  shift_still_open: {
    zh: '这台收银机还没有交班。先交班，再日结。',
    en: 'The shift of this till is still open. Close it before closing the day.',
  },
  day_not_open: { zh: '没有已开始的营业日，没有什么可以日结。', en: 'No business day is open, so there is none to close.' },
  count_needed: {
    zh: '还没有点钱，或点过之后现金又动过。请点一遍钱箱再交班。',
    en: 'The drawer is not counted, or cash moved since. Count it before closing.',
  },
  count_final: {
    zh: '已经点过两遍，不能再点。用第二遍的数交班，差额会记账。',
    en: 'The drawer was counted twice, which is all. Close with the second count; the difference is recorded.',
  },
  close_unsettled: {
    zh: '有 {count} 个打印任务没有着落：{jobs}。先处理，或确认后照样结账。',
    en: '{count} print jobs are not settled: {jobs}. Settle them, or confirm and close all the same.',
  },
  promotion_unknown: { zh: '没有这个活动或价格表。', en: 'No such offer or price list.' },
  promotion_full: {
    zh: '最多同时 {max} 个，没有保存。先结束不用的。',
    en: 'At most {max} at once; it was not saved. End some that are not needed.',
  },
  price_list_full: {
    zh: '一张价目表最多 {max} 个价格，没有改动。',
    en: 'A price list takes {max} prices at most; nothing was changed.',
  },
  upload_unknown: {
    zh: '这个文件没有收全，或放得太久了。请重新选择文件。',
    en: 'This file did not arrive whole, or was left for too long. Choose it again.',
  },
  upload_too_large: { zh: '文件超过 {max} MB，没有导入。', en: 'The file is larger than {max} MB; it was not imported.' },
  promotion_code_taken: {
    zh: '券码 {code} 已属于“{name}”，没有保存。',
    en: 'The code {code} already belongs to "{name}"; it was not saved.',
  },
  closing_unknown: { zh: '没有这张 Z 报表。', en: 'No such Z report.' },
  service_unknown: { zh: '没有这项业务，或已停用。没有取号。', en: 'No such service, or it is switched off. No ticket was taken.' },
  service_closed: {
    zh: '{service} 现在不在营业时间，没有取号。{opens} 起可以取号；已取的号照常叫。',
    en: '{service} is closed now, no ticket was taken. It opens {opens}; tickets already taken are still called.',
  },
  service_paused: {
    zh: '{service} 暂停取号。已取的号照常叫。',
    en: '{service} gives no tickets for now. Tickets already taken are still called.',
  },
  service_limit: {
    zh: '{service} 今天的 {max} 个号已经取完。请明天再来，或问工作人员。',
    en: 'All {max} tickets of today for {service} are taken. Please come tomorrow, or ask the staff.',
  },
  service_exhausted: {
    zh: '{service} 的号码用完了，没有取号。请工作人员在设置里放宽号段。',
    en: 'The numbers of {service} are used up, no ticket was taken. Widen its range in the settings.',
  },
  queue_full: {
    zh: '已有 {max} 个号在等，先不再取号。',
    en: '{max} tickets are waiting, no more are given for now.',
  },
  queue_changed: {
    zh: '叫号设置刚才在别处改过，这里的改动没有保存。看一眼现在的设置，再改一次。',
    en: 'The settings of the queue have just been changed elsewhere; this change was not saved. Look at them as they are now, then change them again.',
  },
  counter_unknown: { zh: '没有这个柜台，或已停用。', en: 'No such counter, or it is switched off.' },
  counter_closed: { zh: '{counter} 号柜台没有开。先开柜台。', en: 'Counter {counter} is not open. Open it first.' },
  counter_paused: { zh: '{counter} 号柜台暂停中。先恢复接待，再叫号。', en: 'Counter {counter} is paused. Resume before calling.' },
  counter_busy: {
    zh: '{counter} 号柜台还有 {number}。先完成、挂起或转接它。',
    en: '{number} is still at counter {counter}. Finish, hold or transfer it first.',
  },
  counter_free: { zh: '{counter} 号柜台现在没有号码。先叫号。', en: 'There is no ticket at counter {counter}. Call one first.' },
  counter_elsewhere: {
    zh: '{counter} 号柜台由另一台设备打开着，这里没有改动。要在这里用，请接管它。',
    en: 'Counter {counter} is open at another device; nothing was changed here. Take it over to use it here.',
  },
  counter_sign_in: { zh: '请输入编号和密码再开柜台。', en: 'Enter number and PIN to open the counter.' },
  ticket_unknown: { zh: '没有这个号。', en: 'No such ticket.' },
  ticket_waiting: { zh: '{number} 还在等候，没有叫到。先叫号。', en: '{number} is still waiting. Call it first.' },
  ticket_called: { zh: '{number} 已经叫到柜台了。', en: '{number} is already called to a counter.' },
  ticket_serving: { zh: '{number} 正在接待，请用“完成”。', en: '{number} is being served; finish it instead.' },
  ticket_held: { zh: '{number} 挂起着。先恢复它。', en: '{number} is on hold. Resume it first.' },
  ticket_missed: { zh: '{number} 已过号。可以恢复，或指定叫它。', en: '{number} missed its turn. Resume it, or pick it.' },
  ticket_left: { zh: '{number} 已经取消，顾客不来了。', en: '{number} was cancelled, the customer left.' },
  ticket_over: { zh: '{number} 已经结束，没有改动。', en: '{number} is over, nothing was changed.' },
  ticket_other_kiosk: {
    zh: '{number} 不是刚刚在这台机器上取的，没有补打。请到服务台补打。',
    en: '{number} was not taken at this machine just now; it was not printed. The service desk prints it again.',
  },
  ticket_elsewhere: { zh: '{number} 在别的柜台，这里没有改动。', en: '{number} is at another counter; nothing was changed here.' },
  recall_limit: {
    zh: '{number} 已经重呼 {max} 次。没来就按“过号”。',
    en: '{number} was called again {max} times. If nobody comes, mark it as missed.',
  },
  booking_unknown: {
    zh: '没有这个预约，或已取消。可以取普通号。',
    en: 'No such booking, or it was cancelled. An ordinary ticket can be taken.',
  },
  booking_used: { zh: '这个预约已经办过。', en: 'This booking was already used.' },
  booking_early: {
    zh: '预约时间是 {from}，{opens} 起可以签到。',
    en: 'The booking is for {from}; check-in opens at {opens}.',
  },
  booking_late: {
    zh: '预约时段到 {to}，已经过了。请取普通号。',
    en: 'The booked time ended at {to}. Please take an ordinary ticket.',
  },
  booking_window: { zh: '预约的时间段不对，没有保存。', en: 'That window of time cannot be booked; nothing was saved.' },
  pairing_off: { zh: '局域网访问没有开启。', en: 'LAN access is off.' },
  pairing_full: {
    zh: '已经接入 {max} 台设备，没有取码。先移除一台不用的，再取配对码。',
    en: '{max} devices are paired; no code was made. Remove one that is not used, then get a code.',
  },
  pairing_code_wrong: { zh: '配对码不对或已过期。', en: 'The pairing code is wrong or has expired.' },
} as const satisfies Record<string, Bilingual>;

export type ErrorCode = keyof typeof errorTexts;
export type ErrorDetails = Readonly<Record<string, string | number>>;

export const WireError = z.strictObject({
  code: z.string().min(1).max(64),
  message: z.string().max(1000),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type WireError = z.infer<typeof WireError>;

/** The sentence for an error in one language; an unknown code falls back to the message it came with. */
export function errorText(error: WireError, language: Language): string {
  const texts = Object.hasOwn(errorTexts, error.code) ? errorTexts[error.code as ErrorCode] : undefined;
  if (!texts) return error.message;
  return texts[language].replace(/\{(\w+)\}/g, (whole, name: string) => String(error.details[name] ?? whole));
}

/** An error meant for a person. Anything else thrown becomes `internal` at the gate. */
export class GuitaiError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(errorText({ code, message: '', details }, 'en'));
    this.name = 'GuitaiError';
    this.code = code;
    this.details = details;
  }
  /** The form that crosses a boundary. */
  toWire(): WireError {
    return { code: this.code, message: this.message, details: { ...this.details } };
  }
}
