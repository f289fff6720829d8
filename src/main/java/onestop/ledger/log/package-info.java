/**
 * The log as it is kept: positions behind commits, the tree over entries, signed and published
 * files.
 */
@NullMarked
package onestop.ledger.log;

import org.jspecify.annotations.NullMarked;
