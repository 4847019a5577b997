//! What running code amounts to besides its effect.

/// A set of such things.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Marks(u8);

impl Marks {
    /// Its value depends on when it runs.
    pub(super) const READS: Self = Self(1);
    /// It reads what may not be there.
    pub(super) const RISKS: Self = Self(1 << 1);
    /// It changes what its file keeps.
    pub(super) const KEEPS: Self = Self(1 << 2);
    /// It may throw.
    pub(super) const THROWS: Self = Self(1 << 3);
    /// It asks for the process or for globals that not every platform has.
    pub(super) const ASKS: Self = Self(1 << 4);

    /// It reads members of its receiver.
    pub(super) const LOOKS: Self = Self(1 << 5);

    /// It adds to the global object, or takes away from it.
    pub(super) const GLOBALS: Self = Self(1 << 6);

    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it throws may depend on where and when it runs.
    pub(super) fn may_surprise(self) -> bool {
        self.has(Self::THROWS) && self.has(Self::ASKS.with(Self::READS))
    }
}
