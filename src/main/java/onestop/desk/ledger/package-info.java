/** The ledger as officers and the public read it: entries, proofs, recorded letters, the notice. */
@NullMarked
@NamedInterface("ledger")
package onestop.desk.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
