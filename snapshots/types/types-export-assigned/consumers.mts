import open, { Reader, version, type Events, type Opened, type Remove } from 'types-export-assigned'
import * as all from 'types-export-assigned'
import names, { remove, type Name } from 'types-export-assigned/lib/names.js'
import settings, { limit } from 'types-export-assigned/lib/settings.js'

const opened: Opened<'a'> = open('a')
const same: open.Opened<'a'> = opened
const events: Events | undefined = same.events
const reader: Reader = new Reader(same.text, limit + settings.limit)
const removed: Name = all.delete(names.remove(remove(reader.text + version)))
const again: Remove = open.delete
export { again, events, removed }
