/** To whom results were handed over. */
@NullMarked
@NamedInterface("handover")
package onestop.dossiers.handover;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
