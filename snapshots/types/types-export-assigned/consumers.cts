import open = require('types-export-assigned')
import { Reader, version, type Events, type Opened } from 'types-export-assigned'
import names = require('types-export-assigned/lib/names.js')
import settings = require('types-export-assigned/lib/settings.js')

const opened: Opened<'a'> = open('a')
const same: open.Opened<'a'> = opened
const events: Events | undefined = same.events
const reader: Reader = new Reader(same.text, settings.limit)
const removed: names.Name = open.delete(names.remove(reader.text + version))
export { events, removed }
