//! Every row of the pattern table.
