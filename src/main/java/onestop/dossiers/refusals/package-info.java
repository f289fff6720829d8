/** Applications that a counter did not receive: the refusal slips on record. */
@NullMarked
@NamedInterface("refusals")
package onestop.dossiers.refusals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
