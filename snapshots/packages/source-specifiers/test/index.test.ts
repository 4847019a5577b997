import { describe, expect, it, vi } from 'vitest'
import run from '../src'
import { User } from '@model/user'

vi.mock('../src/util', async () => ({ ...(await vi.importActual('../src/util')), clamp: (n: number) => n }))

describe('run', () => {
  it('runs', () => expect(run({ side: 2 })).toBe(new User().area({ side: 2 })))
})
