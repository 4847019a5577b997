//! The command and the stages around the engine, on packages made on the spot.

mod apply;
mod cycles;
mod docs;
mod facts;
mod find;
mod folder;
mod inputs;
mod kill;
mod layouts;
mod mixed;
mod output;
mod passes;
mod patch;
mod proven;
mod release;
mod seal;
mod siblings;
mod workspace;
