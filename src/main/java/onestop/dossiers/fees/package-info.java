/** The fees of dossiers: what was charged, what was paid, and every correction. */
@NullMarked
@NamedInterface("fees")
package onestop.dossiers.fees;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
