//! How often a handle was served in this turn, so that a flood on one leaves the others their share.

/// Counts what was done in one turn.
#[derive(Debug, Default)]
pub(super) struct Quota {
    turn: u32,
    used: u32,
}

impl Quota {
    /// Takes one of the `max` that there are in each turn. False when none is left in this one.
    pub(super) fn take(&mut self, turn: u32, max: u32) -> bool {
        if self.turn != turn {
            (self.turn, self.used) = (turn, 0);
        }
        if self.used == max {
            return false;
        }
        self.used += 1;
        true
    }
}
