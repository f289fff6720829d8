/**
 * The implementation of the log: positions assigned after commits, the tree over entries, signed
 * and published files.
 */
@NullMarked
package onestop.ledger.log;

import org.jspecify.annotations.NullMarked;
