// Package reliability holds the checks of a store that need more than the standard
// library: whether a history of many clients has an order (Linearizable), which
// anomalies random transactions show, by name (Anomalies), and whether several
// stores give the same answers to the same acts (SameAnswers, SameActs). Each takes
// a function that opens a store, so that memory, SQLite and PostgreSQL are asked
// the same; each prints its figures in one line.
//
// Its tests also kill a process that writes to SQLite and to a vault in a directory,
// the two databases of a sealed store, and open everything afterwards.
//
// Every check is shown able to fail: the tests hand it stores with planted bugs and
// require that it finds them, by name.
//
// Ordinary tests take seconds, and Linearizable with its 50,000 operations on each
// engine about a minute. RELIABILITY_LONG=n makes them n times as long, 20 for a
// night. Seeds are printed; RELIABILITY_SEED=n sets them.
package reliability
